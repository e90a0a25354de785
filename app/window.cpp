// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window.h"

#include "app/application.h"
#include "app/commandline.h"
#include "app/languages.h"
#include "services/logging/logging.h"
#include "ui/mainwindow.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

#include <cstdio>

namespace listwright {

namespace {

struct Window
{
    Q_DECLARE_TR_FUNCTIONS(Window)
};

LogLevel chosenLevel(const Settings &settings)
{
    return logLevelFromName(settings.text(SettingKey::LogLevel)).value_or(LogLevel::Info);
}

void startLogging(const Settings &settings)
{
    LoggingOptions options;
    options.folder = settings.text(SettingKey::DataFolder) + QStringLiteral("/logs");
    options.level = chosenLevel(settings);
    // The window works without a log; the logging itself says on standard error what is in its way.
    static_cast<void>(installLogging(options));
    QObject::connect(&settings, &Settings::changed, &settings, [&settings](SettingKey key) {
        if (key == SettingKey::LogLevel)
            setLogLevel(chosenLevel(settings));
    });
}

int report(const Error &error)
{
    std::fprintf(stderr, "listwright: %s\n", qUtf8Printable(error.message));
    QMessageBox::critical(nullptr, QStringLiteral("Listwright"), error.message);
    return ExitFailed;
}

bool wantsReadOnly(const Error &error)
{
    QMessageBox question(QMessageBox::Question, QStringLiteral("Listwright"), error.message);
    question.setInformativeText(Window::tr("You can look at it without changing anything."));
    const auto *readOnly = question.addButton(Window::tr("Open read-only"), QMessageBox::AcceptRole);
    question.addButton(QMessageBox::Close);
    question.exec();
    return question.clickedButton() == readOnly;
}

/** Shows the window once; true when it asks for another one. */
Result<bool> showOnce(Settings &settings, const QString &database, const QStringList &files)
{
    Application application(settings);
    auto opened = application.open(database, false);
    if (!opened && opened.error().code == ErrorCode::Busy && wantsReadOnly(opened.error()))
        opened = application.open(database, true);
    if (!opened)
        return failure(opened.error());
    MainWindow window(application.services());
    bool restart = false;
    // Closing the last window ends the event loop; a quit() of our own would be left over for the next window.
    QObject::connect(&window, &MainWindow::restartRequested, &window, [&restart] { restart = true; });
    window.show();
    if (!files.isEmpty())
        QMetaObject::invokeMethod(
            &window, [&] { window.openFiles(files); }, Qt::QueuedConnection);
    QCoreApplication::exec();
    return restart;
}

} // namespace

int runWindow(int argc, char **argv, const Invocation &invocation)
{
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(QStringLiteral("Listwright"));
    QApplication::setDesktopFileName(QStringLiteral("org.listwright.Listwright"));
    Settings settings(invocation.config.isEmpty() ? Settings::defaultFile() : invocation.config);
    startLogging(settings);
    installLanguage(settings.text(SettingKey::Language));
    const Theme theme(application, settings);
    QStringList files;
    for (const QString &file : invocation.files)
        files.append(QFileInfo(file).absoluteFilePath());
    QString database = invocation.database;
    int code = ExitDone;
    for (bool again = true; again;) {
        const auto shown = showOnce(settings, database, files);
        again = shown && *shown;
        if (!shown)
            code = report(shown.error());
        files.clear();
        database.clear(); // a restart is asked for to open what the settings name now
    }
    shutDownLogging();
    return code;
}

} // namespace listwright
