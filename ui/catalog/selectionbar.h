// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QMenu;
class QPushButton;

namespace listwright {

class RulePacks;

/**
 * What can be done with the chosen products; shown while there are any. In a narrow place the words give way, the last
 * ones first, and the symbols and the bare number stay; the tool tips and accessible names say the words.
 */
class SelectionBar : public QFrame
{
    Q_OBJECT

public:
    SelectionBar(const RulePacks &packs, QWidget *parent = nullptr);

    /** `matching` is how many products the query finds. */
    void setSelection(qint64 chosen, qint64 matching);

Q_SIGNALS:
    void selectAllRequested();
    void clearRequested();
    /** By the built-in rules. */
    void improveRequested(const QString &pack);
    /** By a model. */
    void orderRequested();
    void validateRequested(const QString &pack);
    void exportRequested();
    void deleteRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    /** A button and the words it shows where there is room. */
    struct Labelled
    {
        QPushButton *button;
        QString text;
    };

    void showWords();
    QPushButton *addButton(const QString &text, const QString &iconName, const QString &name);
    QMenu *packMenu(QPushButton *button, const RulePacks &packs, void (SelectionBar::*chosen)(const QString &));

    QLabel *m_count;
    qint64 m_chosen = 0;
    QPushButton *m_selectAll;
    QList<Labelled> m_labels; ///< in the order in which their words give way
};

} // namespace listwright
