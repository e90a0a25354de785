// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QGuiApplication>
#include <QObject>
#include <QSize>
#include <QStyleHints>

#include <functional>
#include <optional>

/** What the window needs that differs between Qt 6.4 and later versions; the only place that asks for the version. */
namespace listwright::qtcompat {

/** What the desktop asks for, where Qt knows: from 6.5 on. */
inline std::optional<bool> desktopPrefersDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    switch (QGuiApplication::styleHints()->colorScheme()) {
    case Qt::ColorScheme::Dark:
        return true;
    case Qt::ColorScheme::Light:
        return false;
    case Qt::ColorScheme::Unknown:
        break;
    }
#endif
    return {};
}

inline void watchDesktop([[maybe_unused]] QObject *receiver, [[maybe_unused]] const std::function<void()> &changed)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    QObject::connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, receiver,
                     [changed](Qt::ColorScheme) { changed(); });
#endif
}

/** In device pixels what QIconEngine::scaledPixmap() is asked for: before 6.8 that is what it gets. */
inline QSize deviceSize(const QSize &size, [[maybe_unused]] qreal scale)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    return size * scale;
#else
    return size;
#endif
}

/** Digits of equal width where the font has them; before 6.7 Qt cannot ask for them. */
inline void useTabularDigits([[maybe_unused]] QFont &font)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature(QFont::Tag("tnum"), 1);
#endif
}

} // namespace listwright::qtcompat
