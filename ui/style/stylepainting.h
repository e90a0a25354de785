// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QStyleOption>

class QPainter;

/** The shapes that ListwrightStyle puts together. Each leaves the painter as it was. */
namespace listwright::stylepainting {

enum class Direction { Up, Down, Left, Right };

void roundedPanel(QPainter &painter, const QRectF &area, qreal radius, const QColor &fill, const QColor &border);
/** Two pixels wide, just inside `area`. */
void focusRing(QPainter &painter, const QRectF &area, qreal radius, const Tokens &t);
void chevron(QPainter &painter, const QRectF &area, Direction direction, const QColor &color);
void checkMark(QPainter &painter, const QRectF &area, const QColor &color);
void inputPanel(QPainter &painter, const QStyleOption &option, bool framed);
void button(QPainter &painter, const QStyleOption &option, ButtonRole role);
void toolButton(QPainter &painter, const QStyleOption &option);
void checkBox(QPainter &painter, const QStyleOption &option);
void radioButton(QPainter &painter, const QStyleOption &option);
void menuItem(QPainter &painter, const QStyleOptionMenuItem &option);
void menuBarItem(QPainter &painter, const QStyleOptionMenuItem &option);
void headerSection(QPainter &painter, const QStyleOptionHeader &option);
void tab(QPainter &painter, const QStyleOptionTab &option);
/** An endless bar asks its widget to be painted again for as long as it is visible. */
void progressBar(QPainter &painter, const QStyleOptionProgressBar &option);
void itemPanel(QPainter &painter, const QStyleOptionViewItem &option, int radius);

/** True when the keyboard brought the focus here, so that a ring helps. */
bool showsFocus(const QStyleOption &option);

} // namespace listwright::stylepainting
