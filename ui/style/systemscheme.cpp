// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/systemscheme.h"

#include "ui/style/qtcompat.h"

#include <QPalette>

#ifdef LISTWRIGHT_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#endif

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

bool guess()
{
    const QString gtkTheme = qEnvironmentVariable("GTK_THEME").toLower();
    if (!gtkTheme.isEmpty())
        return gtkTheme.endsWith(u":dark") || gtkTheme.endsWith(u"-dark");
    return QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
}

#ifdef LISTWRIGHT_DBUS
constexpr auto portalService = "org.freedesktop.portal.Desktop"_L1;
constexpr auto portalPath = "/org/freedesktop/portal/desktop"_L1;
constexpr auto portalSettings = "org.freedesktop.portal.Settings"_L1;
constexpr auto appearanceGroup = "org.freedesktop.appearance"_L1;
constexpr auto schemeKey = "color-scheme"_L1;
#endif

} // namespace

SystemScheme::SystemScheme(QObject *parent) : QObject(parent), m_dark(guess())
{
    const auto ask = [this] {
        if (const auto dark = qtcompat::desktopPrefersDark())
            setDark(*dark);
    };
    qtcompat::watchDesktop(this, ask);
    if (qtcompat::desktopPrefersDark())
        ask();
    else
        askPortal();
}

void SystemScheme::setDark(bool dark)
{
    if (dark == m_dark)
        return;
    m_dark = dark;
    Q_EMIT changed();
}

/** The portal's values: 0 no preference, 1 dark, 2 light. */
void SystemScheme::onPortalValue(uint scheme)
{
    if (scheme == 1 || scheme == 2)
        setDark(scheme == 1);
}

#ifdef LISTWRIGHT_DBUS

void SystemScheme::askPortal()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(portalService, portalPath, portalSettings, u"SettingChanged"_s, this,
                SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    QDBusMessage question = QDBusMessage::createMethodCall(portalService, portalPath, portalSettings, u"Read"_s);
    question << QString(appearanceGroup) << QString(schemeKey);
    auto *answer = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        answer->deleteLater();
        const QDBusPendingReply<QVariant> reply = *answer;
        if (reply.isError())
            return;
        // Read() wraps the value twice.
        QVariant value = reply.value();
        while (value.canConvert<QDBusVariant>())
            value = value.value<QDBusVariant>().variant();
        onPortalValue(value.toUInt());
    });
}

void SystemScheme::onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == appearanceGroup && key == schemeKey)
        onPortalValue(value.variant().toUInt());
}

#else

void SystemScheme::askPortal() {}

#endif

} // namespace listwright
