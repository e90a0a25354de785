// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/provider.h"
#include "ui/settings/settingssection.h"
#include "ui/style/theme.h"

class QPushButton;

namespace listwright {

class KeyField;
class TaskRunner;

/** Which language model improves listings, its key, what it may cost, and when its proposals are accepted at once. */
class AiSection : public SettingsSection
{
    Q_OBJECT

public:
    explicit AiSection(const Services &services, QWidget *parent = nullptr);

private:
    /** Where the provider is, what its key is, and what is asked there. */
    struct Access
    {
        Provider provider;
        QString typedKey; ///< not kept yet; wins over the kept one
    };

    void addProvider();
    void addKey();
    void addModels();
    void addLimits();
    void addConnection();
    QComboBox *addModel(SettingKey key, const QString &label, const QString &hint);
    QLineEdit *addBudget(SettingKey key, const QString &label, const QString &hint);
    void onProviderChosen();
    void showProvider();
    void fetchModels();
    void test();
    /** Nothing, with the reason said, when nobody can be asked. */
    std::optional<Access> access();
    void setBusy(bool busy);
    void say(const QString &text, TextRole role);

    TaskRunner *m_runner;
    QComboBox *m_provider = nullptr;
    QLineEdit *m_baseUrl = nullptr;
    KeyField *m_key = nullptr;
    QComboBox *m_model = nullptr;
    QComboBox *m_strongModel = nullptr;
    QSpinBox *m_goodScore = nullptr;
    QPushButton *m_fetch = nullptr;
    QPushButton *m_test = nullptr;
    QLabel *m_result = nullptr;
    QString m_shownProvider;
    QString m_chosenProvider; ///< whose models the settings name
};

} // namespace listwright
