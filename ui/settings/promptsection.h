// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/prompt.h"
#include "ui/settings/prompttrial.h"
#include "ui/settings/settingssection.h"

class QPlainTextEdit;
class QPushButton;
class QTextBrowser;

namespace listwright {

class TaskRunner;

/**
 * The prompt templates: what a model is told for each marketplace and language. A person changes the text, tries it on
 * a product beside the present result, and saves it as a new version; any older one can be looked at and taken back.
 */
class PromptSection : public SettingsSection
{
    Q_OBJECT

public:
    explicit PromptSection(const Services &services, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void addChoices();
    void addEditor();
    void addVersions();
    void addTrial();
    QString marketplace() const;
    QString language() const;
    /** Reads the versions of the chosen marketplace and language; `show` puts the newest into the editor. */
    void load(bool show);
    void onLoaded(quint64 request, const Result<QList<Prompt>> &versions, bool show);
    QString versionText(const Prompt &version) const;
    void fillVersions();
    const Prompt *chosenVersion() const;
    void showDifference();
    void takeBack();
    void save();
    void onSaved(const Result<Prompt> &saved);
    void tryPrompt();
    void onTried(const Result<PromptTrial> &trial);
    void updateButtons();
    void say(const QString &text, bool good);

    TaskRunner *m_runner;
    QComboBox *m_marketplace = nullptr;
    QComboBox *m_language = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_discard = nullptr;
    QLabel *m_result = nullptr;
    QComboBox *m_version = nullptr;
    QTextBrowser *m_difference = nullptr;
    QPushButton *m_takeBack = nullptr;
    QLineEdit *m_product = nullptr;
    QPushButton *m_try = nullptr;
    QTextBrowser *m_trial = nullptr;
    std::optional<PromptTrial> m_shownTrial;
    QList<Prompt> m_versions; ///< newest first; the last one counts where none is saved for exactly these
    quint64 m_request = 0;
    bool m_loaded = false;
};

} // namespace listwright
