// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/proposal.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTextBrowser;
class QVBoxLayout;

namespace listwright {

class StatusPill;

/** One field of a proposal: its difference, the reasons, and the decision. */
class FieldCard : public QFrame
{
    Q_OBJECT

public:
    enum View { Text, Source, Preview };

    /** `present` is what the field says today, perhaps inherited. */
    FieldCard(const ProposedField &field, const QString &present, std::optional<int> limit, QWidget *parent = nullptr);

    ProductField field() const { return m_field.field; }
    QString presentText() const { return m_present; }
    bool isOpen() const { return m_field.decision == FieldDecision::Open; }
    bool isEditing() const;
    /**
     * The text was changed after the proposal was made: shows what was changed, and the proposal beside the text as it
     * is now. `base` is what the proposal was made from.
     */
    void showConflict(const QString &base);
    bool isConflict() const { return m_conflict; }
    /** Whether a person has to say twice that this is to be accepted: it breaks rules, or says what nobody knows. */
    bool needsConsent() const;
    /** Asks within the card; the next accept() counts. */
    void askConsent();
    void setCurrent(bool current);
    /** Shows an editor with the proposed text; Ctrl+Enter accepts it. */
    void edit();
    /** The edited text in the canonical form; nothing while it is not being edited. */
    std::optional<QString> editedText() const;

    /** What a person has typed and not accepted yet, to go on with in a card made anew. */
    struct Draft
    {
        QString text; ///< as it stands in the editor
        bool hasFocus = false;
    };
    std::optional<Draft> draft() const;
    void continueDraft(const Draft &draft);
    /** The first time only asks where consent is needed. */
    void accept();
    void reject();

Q_SIGNALS:
    /** The text is the edited one, or nothing when it is accepted as proposed. */
    void accepted(const std::optional<QString> &edited);
    void rejected();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void openEditor(const QString &text);
    QWidget *createHead();
    QWidget *createButtons();
    QWidget *createFindings();
    void takeConsentBack();
    QString html(const QString &before, const QString &after) const;
    QString shownForm(const QString &canonical) const;
    void showText();
    void fitHeight();
    void updateCounter();
    bool isHtml() const;

    ProposedField m_field;
    QString m_present;
    std::optional<int> m_limit;
    bool m_current = false;
    bool m_conflict = false;
    bool m_asked = false; ///< whether to accept it all the same
    QString m_base;       ///< of a conflict
    QString m_unedited{}; ///< the proposed text, as the editor gives it back
    QVBoxLayout *m_layout;
    QLabel *m_ask;
    QTextBrowser *m_change; ///< what was changed meanwhile
    QComboBox *m_view;
    QLabel *m_counter;
    StatusPill *m_decision;
    QTextBrowser *m_text;
    QPlainTextEdit *m_editor;
    QPushButton *m_accept;
    QPushButton *m_edit;
    QPushButton *m_reject;
};

} // namespace listwright
