// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/databaseproblemdialog.h"

#include "services/settings/settings.h"
#include "services/storage/maintenance.h"
#include "ui/settings/databasesection.h"
#include "ui/style/theme.h"
#include "ui/widgets/background.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 640;

} // namespace

DatabaseProblemDialog::DatabaseProblemDialog(const Services &services, const Error &problem,
                                             std::optional<StorageLocation> location, QWidget *parent)
    : QDialog(parent), m_services(services), m_location(std::move(location))
{
    setObjectName(u"databaseProblemDialog"_s);
    setWindowTitle(u"Listwright"_s);
    setMinimumWidth(dialogWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::large);
    layout->setSpacing(spacing::medium);
    addWords(*layout, problem.message);
    auto *section = new DatabaseSection(m_services, this);
    // It is opened at once, so there is no start to wait for.
    connect(
        section, &SettingsSection::restartNeeded, this, [this] { done(OpenChosen); }, Qt::QueuedConnection);
    layout->addWidget(section);
    addButtons(*layout);
}

void DatabaseProblemDialog::addWords(QVBoxLayout &layout, const QString &message)
{
    auto *headline = new QLabel(tr("The catalog cannot be opened"), this);
    headline->setFont(headlineFont(font()));
    m_message = new QLabel(message, this);
    m_message->setObjectName(u"databaseProblemLabel"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setTextRole(m_message, TextRole::Danger);
    layout.addWidget(headline);
    layout.addWidget(m_message);
}

void DatabaseProblemDialog::addButtons(QVBoxLayout &layout)
{
    m_restore = new QPushButton(tr("Restore a backup…"), this);
    m_restore->setObjectName(u"restoreBackupPushButton"_s);
    m_restore->setVisible(m_location && m_location->isSqlite());
    m_again = new QPushButton(tr("Try again"), this);
    m_again->setObjectName(u"tryAgainPushButton"_s);
    auto *quit = new QPushButton(tr("Quit"), this);
    quit->setObjectName(u"quitPushButton"_s);
    for (QPushButton *button : {m_restore, m_again, quit})
        button->setAutoDefault(false);
    connect(m_restore, &QPushButton::clicked, this, &DatabaseProblemDialog::chooseBackup);
    connect(m_again, &QPushButton::clicked, this, [this] { done(TryAgain); });
    connect(quit, &QPushButton::clicked, this, [this] { done(Quit); });
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_restore);
    buttons->addStretch();
    buttons->addWidget(quit);
    buttons->addWidget(m_again);
    layout.addLayout(buttons);
}

void DatabaseProblemDialog::chooseBackup()
{
    QString folder = m_services.settings->text(SettingKey::BackupFolder);
    if (folder.isEmpty())
        folder = QFileInfo(m_location->path()).absolutePath() + u"/backups";
    const QString chosen =
        QFileDialog::getOpenFileName(this, tr("Backup"), folder, tr("Databases (*.db);;All files (*)"));
    if (!chosen.isEmpty())
        restore(chosen);
}

void DatabaseProblemDialog::restore(const QString &backup)
{
    if (!m_location)
        return;
    m_restore->setEnabled(false);
    m_again->setEnabled(false);
    inBackground(
        this, [location = *m_location, backup] { return maintenance::restore(location, backup); },
        [this](const Result<void> &restored) {
            m_restore->setEnabled(true);
            m_again->setEnabled(true);
            if (restored)
                done(TryAgain);
            else
                m_message->setText(restored.error().message);
        });
}

} // namespace listwright
