// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window.h"

#include "app/application.h"
#include "app/commandline.h"
#include "app/databaselocation.h"
#include "app/interruption.h"
#include "app/languages.h"
#include "services/logging/logging.h"
#include "services/storage/storage.h"
#include "ui/mainwindow.h"
#include "ui/settings/databaseproblemdialog.h"
#include "ui/settings/readonlyquestion.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QFileInfo>
#include <QTimer>

#include <cstdio>

namespace listwright {

namespace {

constexpr std::chrono::seconds othersPause{2};

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

/** How a window ended: with the program, or for another one on the database named or on that of the settings. */
struct Ending
{
    enum class Next { Quit, Again, AgainFromSettings };
    Next next = Next::Quit;
    int code = ExitDone;
};

Ending letChoose(Application &application, const Error &problem, const QString &database, const Settings &settings)
{
    const auto location = databaseLocation(database, settings);
    DatabaseProblemDialog dialog(application.services(), problem,
                                 location ? std::optional(*location) : std::optional<StorageLocation>());
    switch (dialog.exec()) {
    case DatabaseProblemDialog::TryAgain:
        return {Ending::Next::Again};
    case DatabaseProblemDialog::OpenChosen:
        return {Ending::Next::AgainFromSettings};
    default:
        return {Ending::Next::Quit, ExitFailed};
    }
}

/** `files` are taken from by the window that opens them. */
Ending showOnce(Settings &settings, const QString &database, QStringList &files)
{
    Application application(settings);
    auto opened = application.open(database, false);
    if (!opened && opened.error().code == ErrorCode::Busy) {
        ReadOnlyQuestion question(opened.error());
        question.exec();
        if (!question.opensReadOnly())
            return {Ending::Next::Quit, ExitFailed};
        opened = application.open(database, true);
    }
    if (!opened) {
        std::fprintf(stderr, "listwright: %s\n", qUtf8Printable(opened.error().message));
        return letChoose(application, opened.error(), database, settings);
    }
    MainWindow window(application.services());
    QTimer others;
    QObject::connect(&others, &QTimer::timeout, &window,
                     [storage = application.services().storage] { storage->lookForOthers(); });
    if (application.services().storage->isReadOnly())
        others.start(othersPause);
    bool restart = false;
    // Closing the last window ends the event loop; a quit() of our own would be left over for the next window.
    QObject::connect(&window, &MainWindow::restartRequested, &window, [&restart] { restart = true; });
    window.show();
    if (!files.isEmpty())
        QMetaObject::invokeMethod(
            &window, [&window, given = std::exchange(files, {})] { window.openFiles(given); }, Qt::QueuedConnection);
    QCoreApplication::exec();
    return {restart ? Ending::Next::AgainFromSettings : Ending::Next::Quit};
}

/** As if the person had closed everything: the server answers what it has, the window keeps how it looks. */
void closeAll()
{
    const QWidgetList widgets = QApplication::topLevelWidgets();
    for (QWidget *widget : widgets) {
        if (auto *window = qobject_cast<MainWindow *>(widget))
            return window->closeUnasked();
    }
    QApplication::closeAllWindows();
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
    const Interruption interruption;
    const std::stop_callback end(interruption.token(), closeAll);
    QStringList files;
    for (const QString &file : invocation.files)
        files.append(QFileInfo(file).absoluteFilePath());
    QString database = invocation.database;
    Ending ending{Ending::Next::Again};
    while (ending.next != Ending::Next::Quit && !interruption.token().stop_requested()) {
        ending = showOnce(settings, database, files);
        if (ending.next == Ending::Next::AgainFromSettings)
            database.clear();
    }
    shutDownLogging();
    return ending.code;
}

} // namespace listwright
