// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/chip.h"

#include "ui/style/icons.h"
#include "ui/style/stylepainting.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

constexpr int chipHeight = 28;
constexpr int crossSize = 14;

} // namespace

Chip::Chip(const QString &text, QWidget *parent) : QAbstractButton(parent)
{
    setText(text);
    setShortcut({}); // an ampersand in a brand's name is no mnemonic
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    updateAccessibleText();
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (m_removable)
            Q_EMIT removed();
    });
}

void Chip::setCount(std::optional<qint64> count)
{
    if (count == m_count)
        return;
    m_count = count;
    updateAccessibleText();
    updateGeometry();
    update();
}

void Chip::setRemovable(bool removable)
{
    m_removable = removable;
    setCheckable(!removable);
    updateAccessibleText();
    updateGeometry();
    update();
}

QString Chip::countText() const
{
    return m_count ? locale().toString(*m_count) : QString();
}

void Chip::updateAccessibleText()
{
    setAccessibleName(m_count ? tr("%1: %2").arg(text(), countText()) : text());
    setAccessibleDescription(m_removable ? tr("Removes this filter") : tr("Filter"));
}

QSize Chip::sizeHint() const
{
    const QFontMetrics metrics(font());
    int width = 2 * spacing::medium + metrics.horizontalAdvance(text());
    if (m_count)
        width += spacing::tiny + 2 + metrics.horizontalAdvance(countText());
    if (m_removable)
        width += spacing::tiny + crossSize;
    return {width, qMax(chipHeight, metrics.height() + spacing::small)};
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = tokens(this);
    const bool on = isChecked() || m_removable;
    const qreal radius = height() / 2.0;
    QColor ground = on ? t.accentSoft : t.surface;
    if (isEnabled() && underMouse() && !on)
        ground = t.hover;
    stylepainting::roundedPanel(painter, rect(), radius, ground, on ? t.accent : t.borderStrong);
    if (hasFocus())
        stylepainting::focusRing(painter, rect(), radius - 1, t);
    QRect area = rect().adjusted(spacing::medium, 0, -spacing::medium, 0);
    painter.setPen(!isEnabled() ? t.textDisabled : t.text);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, text());
    if (m_count) {
        area.setLeft(area.left() + fontMetrics().horizontalAdvance(text()) + spacing::tiny + 2);
        painter.setPen(isEnabled() ? t.textMuted : t.textDisabled);
        painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, countText());
    }
    if (m_removable) {
        const QRect cross(rect().right() - spacing::small - crossSize, (height() - crossSize) / 2, crossSize,
                          crossSize);
        listwright::icon(u"close"_s, underMouse() ? IconColor::Text : IconColor::Muted).paint(&painter, cross);
    }
}

void Chip::keyPressEvent(QKeyEvent *event)
{
    if (m_removable && (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace))
        Q_EMIT removed();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace listwright
