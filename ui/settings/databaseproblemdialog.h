// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"
#include "services/storage/storagelocation.h"
#include "ui/services.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace listwright {

/** What can be done when the catalog cannot be opened: another database, a backup, or trying again. */
class DatabaseProblemDialog : public QDialog
{
    Q_OBJECT

public:
    enum Outcome { Quit = QDialog::Rejected, TryAgain = QDialog::Accepted, OpenChosen };

    /** `services.storage` is not needed. No location: not even the address could be read. */
    DatabaseProblemDialog(const Services &services, const Error &problem, std::optional<StorageLocation> location,
                          QWidget *parent = nullptr);

    /** Puts the backup in the place of the catalog; the present one is kept beside it. */
    void restore(const QString &backup);

private:
    void addWords(QVBoxLayout &layout, const QString &message);
    void addButtons(QVBoxLayout &layout);
    void chooseBackup();

    Services m_services;
    std::optional<StorageLocation> m_location;
    QLabel *m_message = nullptr;
    QPushButton *m_restore = nullptr;
    QPushButton *m_again = nullptr;
};

} // namespace listwright
