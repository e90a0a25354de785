// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/storagelocation.h"
#include "ui/settings/settingssection.h"

class QPushButton;
class QRadioButton;

namespace listwright {

/** Which database: one file, or a PostgreSQL server that several people share. Holds after a new start. */
class DatabaseSection : public SettingsSection
{
    Q_OBJECT

public:
    explicit DatabaseSection(const Services &services, QWidget *parent = nullptr);

private:
    void addSqliteInputs();
    void addPostgresInputs();
    void addButtons();
    void showPresent();
    void showKind();
    /** Hides the outcome of a test that was about other inputs. */
    void followInputs();
    void lockInputs();
    /** The address as entered, without the password. */
    Result<QString> url() const;
    Result<QString> fileUrl() const;
    Result<QString> serverUrl() const;
    void test();
    void apply();
    void keepUrl(const QString &address);
    void setBusy(bool busy);
    void say(const QString &text, bool good);

    QRadioButton *m_sqlite = nullptr;
    QRadioButton *m_postgres = nullptr;
    QLineEdit *m_file = nullptr;
    QLineEdit *m_host = nullptr;
    QSpinBox *m_port = nullptr;
    QLineEdit *m_database = nullptr;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_password = nullptr;
    QPushButton *m_test = nullptr;
    QPushButton *m_apply = nullptr;
    QPushButton *m_restart = nullptr;
    QLabel *m_result = nullptr;
    quint64 m_request = 0; ///< an answer about inputs that were changed meanwhile is not shown
};

} // namespace listwright
