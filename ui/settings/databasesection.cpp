// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/databasesection.h"

#include "services/secrets/secretstore.h"
#include "services/storage/database.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/background.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

constexpr int postgresPort = 5432;

QString withPassword(const QString &address, const QString &password)
{
    if (password.isEmpty() || address.startsWith(u"sqlite:"))
        return address;
    QUrl url(address);
    url.setPassword(password, QUrl::DecodedMode);
    return url.toString(QUrl::FullyEncoded);
}

/** Whether a file can be made there, with the folders that are missing. */
Result<QString> tryNewFile(const QString &path)
{
    QFileInfo folder(path);
    do
        folder.setFile(folder.absolutePath());
    while (!folder.exists());
    if (!folder.isDir())
        return failure(ErrorCode::InvalidInput, DatabaseSection::tr("%1 is no folder.").arg(folder.filePath()));
    if (!folder.isWritable())
        return failure(ErrorCode::Forbidden,
                       DatabaseSection::tr("You may not write in the folder %1.").arg(folder.filePath()));
    return DatabaseSection::tr("There is no such file yet. It will be made with an empty catalog.");
}

/** With what the server or its library says: a wrong password and an unknown database have no code of their own. */
Error withServersWords(Error error, const QString &password)
{
    const QString words = error.detail.section(u"QPSQL:"_s, 0, 0).simplified();
    if (!words.isEmpty() && (password.isEmpty() || !words.contains(password)))
        error.message += u'\n' + words;
    return error;
}

/** In words what was found at the address. Blocks. */
Result<QString> tryConnection(const QString &address)
{
    const auto location = StorageLocation::parse(address);
    if (!location)
        return failure(location.error());
    if (location->isSqlite() && !QFileInfo::exists(location->path()))
        return tryNewFile(location->path());
    auto database = Database::open(*location, Database::Access::ReadOnly);
    if (!database && location->isSqlite())
        return failure(database.error());
    if (!database)
        return failure(withServersWords(database.error(), location->password()));
    return location->isSqlite() ? DatabaseSection::tr("The file can be opened.")
                                : DatabaseSection::tr("Connected to %1.").arg(location->displayText());
}

} // namespace

DatabaseSection::DatabaseSection(const Services &services, QWidget *parent)
    : SettingsSection(services, u"databaseSection"_s, tr("Database"),
                      tr("Where your catalog is kept: in a file on this computer, or on a PostgreSQL server that you "
                         "share with others."),
                      parent)
{
    setIconName(u"database"_s);
    m_sqlite = new QRadioButton(tr("A file on this computer"), this);
    m_sqlite->setObjectName(u"sqliteRadioButton"_s);
    m_postgres = new QRadioButton(tr("A PostgreSQL server"), this);
    m_postgres->setObjectName(u"postgresRadioButton"_s);
    auto *kinds = new QHBoxLayout;
    kinds->setSpacing(spacing::huge);
    kinds->addWidget(m_sqlite);
    kinds->addWidget(m_postgres);
    kinds->addStretch();
    body()->insertLayout(body()->indexOf(form()), kinds);
    body()->insertSpacing(body()->indexOf(form()), spacing::small);
    addSqliteInputs();
    addPostgresInputs();
    addButtons();
    showPresent();
    connect(m_sqlite, &QRadioButton::toggled, this, &DatabaseSection::showKind);
    showKind();
}

void DatabaseSection::addSqliteInputs()
{
    m_file = new QLineEdit(this);
    m_file->setObjectName(u"databaseFileLineEdit"_s);
    QAction *browse = m_file->addAction(icon(u"folder"_s, IconColor::Muted), QLineEdit::TrailingPosition);
    browse->setText(tr("Choose a file…"));
    browse->setToolTip(browse->text());
    connect(browse, &QAction::triggered, this, [this] {
        const QString chosen = QFileDialog::getSaveFileName(this, tr("Database file"), m_file->text(),
                                                            tr("Databases (*.db);;All files (*)"), nullptr,
                                                            QFileDialog::DontConfirmOverwrite);
        if (!chosen.isEmpty())
            m_file->setText(chosen);
    });
    addRow(tr("File"), m_file, tr("Not on a network drive: there, two computers can damage it."));
}

void DatabaseSection::addPostgresInputs()
{
    const auto line = [this](const QString &name) {
        auto *input = new QLineEdit(this);
        input->setObjectName(name);
        return input;
    };
    m_host = line(u"hostLineEdit"_s);
    m_port = new QSpinBox(this);
    m_port->setObjectName(u"portSpinBox"_s);
    m_port->setRange(1, 65535);
    m_port->setGroupSeparatorShown(false);
    m_port->setValue(postgresPort);
    m_database = line(u"databaseNameLineEdit"_s);
    m_user = line(u"userLineEdit"_s);
    m_password = line(u"passwordLineEdit"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setPlaceholderText(tr("Leave empty to keep the present one"));
    addRow(tr("Server"), m_host);
    addRow(tr("Port"), m_port);
    addRow(tr("Database"), m_database);
    addRow(tr("User"), m_user);
    const bool given = services().settings->isLocked(SettingKey::DatabasePassword);
    addRow(tr("Password"), m_password,
           given                ? setByEnvironment(SettingKey::DatabasePassword)
           : services().secrets ? tr("Kept in: %1").arg(services().secrets->displayText())
                                : tr("It cannot be kept on this computer. Set LISTWRIGHT_DATABASE_PASSWORD instead."));
    m_password->setEnabled(services().secrets && !given);
}

void DatabaseSection::addButtons()
{
    m_test = new QPushButton(tr("Test connection"), this);
    m_test->setObjectName(u"testConnectionPushButton"_s);
    m_apply = new QPushButton(tr("Use this database"), this);
    m_apply->setObjectName(u"applyDatabasePushButton"_s);
    setButtonRole(m_apply, ButtonRole::Primary);
    m_restart = new QPushButton(tr("Restart now"), this);
    m_restart->setObjectName(u"restartPushButton"_s);
    m_restart->hide();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(spacing::small);
    buttons->addWidget(m_apply);
    buttons->addWidget(m_test);
    buttons->addWidget(m_restart);
    buttons->addStretch();
    body()->addSpacing(spacing::large);
    body()->addLayout(buttons);
    m_result = addLine(u"connectionResultLabel"_s);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setContentsMargins(0, spacing::small, 0, 0);
    m_result->hide();
    connect(m_test, &QPushButton::clicked, this, &DatabaseSection::test);
    connect(m_apply, &QPushButton::clicked, this, &DatabaseSection::apply);
    connect(m_restart, &QPushButton::clicked, this, &DatabaseSection::restartRequested);
    if (services().settings->isLocked(SettingKey::DatabaseUrl))
        lockInputs();
    else
        followInputs();
}

void DatabaseSection::lockInputs()
{
    for (QWidget *input : std::initializer_list<QWidget *>{m_sqlite, m_postgres, m_file, m_host, m_port, m_database,
                                                           m_user, m_password, m_apply})
        input->setEnabled(false);
    say(setByEnvironment(SettingKey::DatabaseUrl), true);
    setTextRole(m_result, TextRole::Muted);
}

void DatabaseSection::followInputs()
{
    const auto forget = [this] {
        ++m_request;
        m_result->hide();
    };
    for (QLineEdit *input : {m_file, m_host, m_database, m_user, m_password})
        connect(input, &QLineEdit::textChanged, this, forget);
    connect(m_port, &QSpinBox::valueChanged, this, forget);
    connect(m_sqlite, &QRadioButton::toggled, this, forget);
}

void DatabaseSection::showPresent()
{
    const auto location = StorageLocation::parse(services().settings->text(SettingKey::DatabaseUrl));
    m_sqlite->setChecked(!location || location->isSqlite());
    m_postgres->setChecked(location && !location->isSqlite());
    if (!location) {
        say(location.error().message, false);
        return;
    }
    if (location->isSqlite()) {
        m_file->setText(location->path());
        m_host->setText(u"localhost"_s);
        m_database->setText(u"listwright"_s);
        return;
    }
    m_file->setText(services().settings->text(SettingKey::DataFolder) + u"/catalog.db");
    m_host->setText(location->host());
    m_port->setValue(location->port());
    m_database->setText(location->databaseName());
    m_user->setText(location->user());
}

void DatabaseSection::showKind()
{
    const bool sqlite = m_sqlite->isChecked();
    const auto showRow = [this](QWidget *input, bool shown) {
        QWidget *field = input->parentWidget();
        field->setVisible(shown);
        form()->labelForField(field)->setVisible(shown);
    };
    showRow(m_file, sqlite);
    for (QWidget *input :
         {static_cast<QWidget *>(m_host), static_cast<QWidget *>(m_port), static_cast<QWidget *>(m_database),
          static_cast<QWidget *>(m_user), static_cast<QWidget *>(m_password)})
        showRow(input, !sqlite);
}

Result<QString> DatabaseSection::url() const
{
    return m_sqlite->isChecked() ? fileUrl() : serverUrl();
}

Result<QString> DatabaseSection::fileUrl() const
{
    const QFileInfo file(m_file->text().trimmed());
    if (file.filePath().isEmpty() || file.isRelative())
        return failure(ErrorCode::InvalidInput, tr("Enter the whole path of the file."));
    if (file.isDir())
        return failure(ErrorCode::InvalidInput, tr("%1 is a folder. Enter a file in it.").arg(file.filePath()));
    return QString(u"sqlite://" + file.absoluteFilePath());
}

Result<QString> DatabaseSection::serverUrl() const
{
    QUrl url;
    url.setScheme(u"postgresql"_s);
    url.setHost(m_host->text().trimmed());
    url.setPort(m_port->value());
    url.setUserName(m_user->text().trimmed(), QUrl::DecodedMode);
    url.setPath(u'/' + m_database->text().trimmed(), QUrl::DecodedMode);
    if (!url.isValid() || url.host().isEmpty())
        return failure(ErrorCode::InvalidInput, tr("Enter the server’s name or address, for example db.example.com."));
    const QString address = url.toString(QUrl::FullyEncoded);
    const auto location = StorageLocation::parse(address);
    return location ? Result<QString>(address) : failure(location.error());
}

void DatabaseSection::test()
{
    const auto entered = url();
    if (!entered) {
        say(entered.error().message, false);
        return;
    }
    setBusy(true);
    const quint64 request = ++m_request;
    const QString address = *entered;
    QString password = m_password->text();
    if (password.isEmpty())
        password = services().settings->text(SettingKey::DatabasePassword);
    inBackground(
        this,
        [address, password, secrets = services().secrets]() -> Result<QString> {
            QString usedPassword = password;
            if (usedPassword.isEmpty() && secrets && !address.startsWith(u"sqlite:"))
                usedPassword = secrets->read(Settings::databaseSecretName(address)).value_or(QString());
            return tryConnection(withPassword(address, usedPassword));
        },
        [this, request](const Result<QString> &found) {
            setBusy(false);
            if (request == m_request)
                say(found ? *found : found.error().message, found.has_value());
        });
}

void DatabaseSection::apply()
{
    const auto entered = url();
    if (!entered) {
        say(entered.error().message, false);
        return;
    }
    if (m_password->text().isEmpty() || m_sqlite->isChecked()) {
        keepUrl(*entered);
        return;
    }
    setBusy(true);
    inBackground(
        this,
        [secrets = services().secrets, name = Settings::databaseSecretName(*entered), password = m_password->text()] {
            return secrets->write(name, password);
        },
        [this, address = *entered](const Result<void> &kept) {
            setBusy(false);
            if (!kept) {
                say(kept.error().message, false);
                return;
            }
            m_password->clear();
            keepUrl(address);
        });
}

void DatabaseSection::keepUrl(const QString &address)
{
    const auto kept = services().settings->setText(SettingKey::DatabaseUrl, address);
    if (!kept) {
        say(kept.error().message, false);
        return;
    }
    say(tr("Listwright will use this database from the next start on."), true);
    m_restart->show();
    Q_EMIT restartNeeded();
}

void DatabaseSection::setBusy(bool busy)
{
    m_test->setEnabled(!busy);
    m_apply->setEnabled(!busy && !services().settings->isLocked(SettingKey::DatabaseUrl));
    if (busy) {
        say(tr("Connecting…"), true);
        setTextRole(m_result, TextRole::Muted);
    }
}

void DatabaseSection::say(const QString &text, bool good)
{
    m_result->setText(text);
    setTextRole(m_result, good ? TextRole::Success : TextRole::Danger);
    m_result->show();
}

} // namespace listwright
