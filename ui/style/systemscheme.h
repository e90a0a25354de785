// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QDBusVariant;

namespace listwright {

/**
 * Whether the desktop is set to dark. Qt tells from 6.5 on; before, and where it does not know, the desktop portal is
 * asked over D-Bus without waiting, and until it answers GTK_THEME or the palette Qt started with decides.
 */
class SystemScheme : public QObject
{
    Q_OBJECT

public:
    explicit SystemScheme(QObject *parent = nullptr);

    bool isDark() const { return m_dark; }

Q_SIGNALS:
    void changed();

private:
    void setDark(bool dark);
    void askPortal();
    void onPortalValue(uint scheme);
#ifdef LISTWRIGHT_DBUS
private Q_SLOTS:
    void onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
#endif
    bool m_dark = false;
};

} // namespace listwright
