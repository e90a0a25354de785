// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingssection.h"

class QPushButton;

namespace listwright {

class RunningTask;

/** Where and how many backups are kept, and making one at once. */
class BackupSection : public SettingsSection
{
    Q_OBJECT

public:
    explicit BackupSection(const Services &services, QWidget *parent = nullptr);

private:
    QString folder() const;
    void backUp();
    void onDone(const QString &file, const Result<void> &saved);

    QPushButton *m_backUp = nullptr;
};

} // namespace listwright
