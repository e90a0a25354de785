// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace listwright {

/** Which colour of the present theme an icon takes. */
enum class IconColor { Text, Muted, Accent, OnAccent, Success, Warning, Danger };

/**
 * An icon of our own set (resources/icons/<name>.svg, 24 x 24, strokes of 1.75). One set drawn in one weight looks
 * better than a theme's mixed with ours, and is the same on every desktop, so the installed theme is not asked.
 * The strokes are painted in the theme's colour at the moment of painting: right in light and dark, crisp at any
 * scale. An unknown name gives a null icon.
 *
 * Names: activity add archive arrow-left arrow-right backup bell box brand cancel catalog check check-circle
 * chevron-down chevron-left chevron-right chevron-up close columns command copy database delete document download drop
 * edit error export file filter folder globe help history image import info jobs keyboard language link lock
 * marketplace menu minus moon more optimize palette pause play plus price quit refresh reject retry review rules save
 * search select-all server settings shield sort spark star store sun tag undo upload user view warning
 */
QIcon icon(const QString &name, IconColor color = IconColor::Text);

} // namespace listwright
