// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/stylepainting.h"

#include <QApplication>
#include <QDateTime>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QTimer>
#include <QWidget>

namespace listwright::stylepainting {

namespace {

class Saved
{
public:
    explicit Saved(QPainter &painter) : m_painter(painter)
    {
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing);
    }
    ~Saved() { m_painter.restore(); }
    Saved(const Saved &) = delete;
    Saved &operator=(const Saved &) = delete;

private:
    QPainter &m_painter;
};

bool has(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

QColor primaryFill(const QStyleOption &option, const QColor &normal, const QColor &hover, const QColor &pressed)
{
    if (has(option, QStyle::State_Sunken))
        return pressed;
    return has(option, QStyle::State_MouseOver) ? hover : normal;
}

QColor plainFill(const QStyleOption &option, const Tokens &t, const QColor &resting)
{
    if (has(option, QStyle::State_Sunken))
        return t.pressed;
    if (has(option, QStyle::State_On))
        return t.accentSoft;
    return has(option, QStyle::State_MouseOver) ? t.hover : resting;
}

/** One more painting soon; a bar that is out of sight is not painted and so stops by itself. */
void animate(QObject *styled)
{
    static constexpr const char *waiting = "listwrightAnimates";
    auto *widget = qobject_cast<QWidget *>(styled);
    if (!widget || widget->property(waiting).toBool())
        return;
    widget->setProperty(waiting, true);
    QTimer::singleShot(33, widget, [widget] {
        widget->setProperty(waiting, false);
        widget->update();
    });
}

} // namespace

bool showsFocus(const QStyleOption &option)
{
    return has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange) &&
           has(option, QStyle::State_Enabled);
}

void roundedPanel(QPainter &painter, const QRectF &area, qreal radius, const QColor &fill, const QColor &border)
{
    const Saved saved(painter);
    painter.setBrush(fill);
    painter.setPen(border.isValid() ? QPen(border, 1) : QPen(Qt::NoPen));
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

void focusRing(QPainter &painter, const QRectF &area, qreal radius, const Tokens &t)
{
    const Saved saved(painter);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(t.focus, 2));
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius, radius);
}

void chevron(QPainter &painter, const QRectF &area, Direction direction, const QColor &color)
{
    const Saved saved(painter);
    const qreal reach = qMin<qreal>(4, qMin(area.width(), area.height()) / 2.6);
    painter.translate(area.center());
    switch (direction) {
    case Direction::Up:
        painter.rotate(180);
        break;
    case Direction::Down:
        break;
    case Direction::Left:
        painter.rotate(90);
        break;
    case Direction::Right:
        painter.rotate(-90);
        break;
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF{{-reach, -reach / 2}, {0, reach / 2}, {reach, -reach / 2}});
}

void checkMark(QPainter &painter, const QRectF &area, const QColor &color)
{
    const Saved saved(painter);
    const qreal unit = qMin(area.width(), area.height()) / 16;
    painter.translate(area.center());
    painter.scale(unit, unit);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF{{-4, 0.3}, {-1.2, 3}, {4, -3}});
}

void inputPanel(QPainter &painter, const QStyleOption &option, bool framed)
{
    const Tokens &t = tokens(option.palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    const QColor ground = enabled && !has(option, QStyle::State_ReadOnly) ? t.surface : t.window;
    if (!framed) {
        painter.fillRect(option.rect, option.palette.brush(QPalette::Base));
        return;
    }
    const bool hovered = enabled && has(option, QStyle::State_MouseOver);
    roundedPanel(painter, option.rect, spacing::radius, ground,
                 !enabled  ? t.border
                 : hovered ? t.textDisabled
                           : t.borderStrong);
    if (enabled && has(option, QStyle::State_HasFocus))
        focusRing(painter, option.rect, spacing::radius, t);
}

void button(QPainter &painter, const QStyleOption &option, ButtonRole role)
{
    const Tokens &t = tokens(option.palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    const QRectF area = option.rect;
    if (!enabled)
        roundedPanel(painter, area, spacing::radius, role == ButtonRole::Ghost ? QColor(Qt::transparent) : t.hover,
                     role == ButtonRole::Ghost ? QColor() : t.border);
    else if (role == ButtonRole::Primary)
        roundedPanel(painter, area, spacing::radius, primaryFill(option, t.accent, t.accentHover, t.accentPressed),
                     QColor());
    else if (role == ButtonRole::Danger)
        roundedPanel(painter, area, spacing::radius, primaryFill(option, t.surface, t.dangerSoft, t.dangerSoft),
                     t.danger);
    else if (role == ButtonRole::Ghost)
        roundedPanel(painter, area, spacing::radius, plainFill(option, t, Qt::transparent), QColor());
    else
        roundedPanel(painter, area, spacing::radius, plainFill(option, t, t.dark ? t.raised : t.surface),
                     t.borderStrong);
    if (!showsFocus(option))
        return;
    focusRing(painter, area, spacing::radius, t);
    if (role == ButtonRole::Primary) // on its own colour the ring needs a gap to be seen
        roundedPanel(painter, area.adjusted(2, 2, -2, -2), spacing::radius - 1, Qt::transparent, t.onAccent);
}

void toolButton(QPainter &painter, const QStyleOption &option)
{
    const Tokens &t = tokens(option.palette);
    if (has(option, QStyle::State_Enabled)) {
        const bool framed = !has(option, QStyle::State_AutoRaise);
        const QColor resting = framed ? (t.dark ? t.raised : t.surface) : QColor(Qt::transparent);
        roundedPanel(painter, option.rect, spacing::radius, plainFill(option, t, resting),
                     framed ? t.borderStrong : QColor());
    }
    if (showsFocus(option))
        focusRing(painter, option.rect, spacing::radius, t);
}

void checkBox(QPainter &painter, const QStyleOption &option)
{
    const Tokens &t = tokens(option.palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On);
    const bool partly = has(option, QStyle::State_NoChange);
    const QRectF area = option.rect;
    const QColor filled = enabled ? t.accent : t.textDisabled;
    const QColor edge = has(option, QStyle::State_MouseOver) && enabled ? t.accent : t.borderStrong;
    roundedPanel(painter, area, 4, on || partly ? filled : t.surface, on || partly ? filled : edge);
    if (on)
        checkMark(painter, area, t.onAccent);
    if (partly) {
        const Saved saved(painter);
        painter.setPen(QPen(t.onAccent, 2, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(area.center() - QPointF(3.5, 0), area.center() + QPointF(3.5, 0));
    }
    if (showsFocus(option))
        focusRing(painter, area.adjusted(-2, -2, 2, 2), 5, t);
}

void radioButton(QPainter &painter, const QStyleOption &option)
{
    const Tokens &t = tokens(option.palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On);
    const QRectF area = option.rect;
    const QColor filled = enabled ? t.accent : t.textDisabled;
    const QColor edge = has(option, QStyle::State_MouseOver) && enabled ? t.accent : t.borderStrong;
    roundedPanel(painter, area, area.width() / 2, on ? filled : t.surface, on ? filled : edge);
    if (on) {
        const Saved saved(painter);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.onAccent);
        painter.drawEllipse(area.center(), 3, 3);
    }
    if (showsFocus(option))
        focusRing(painter, area.adjusted(-2, -2, 2, 2), area.width() / 2 + 2, t);
}

void menuItem(QPainter &painter, const QStyleOptionMenuItem &option)
{
    const Tokens &t = tokens(option.palette);
    const Saved saved(painter);
    const bool enabled = has(option, QStyle::State_Enabled);
    const QRect area = option.rect.adjusted(spacing::tiny, 0, -spacing::tiny, 0);
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(QRect(area.left(), area.center().y(), area.width(), 1), t.border);
        return;
    }
    if (has(option, QStyle::State_Selected) && enabled)
        roundedPanel(painter, area, spacing::radius - 1, t.accentSoft, QColor());
    const QRect mark(area.left() + spacing::small, area.center().y() - 8, 17, 17);
    if (option.checkType != QStyleOptionMenuItem::NotCheckable) {
        if (option.checked)
            checkMark(painter, mark, enabled ? t.accent : t.textDisabled);
    } else if (!option.icon.isNull()) {
        option.icon.paint(&painter, mark, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
    const QRect text = area.adjusted(34, 0, -spacing::medium, 0);
    const qsizetype tab = option.text.indexOf(u'\t');
    painter.setFont(option.font);
    painter.setPen(enabled ? t.text : t.textDisabled);
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic | Qt::TextSingleLine,
                     tab < 0 ? option.text : option.text.left(tab));
    if (tab >= 0) {
        painter.setPen(enabled ? t.textMuted : t.textDisabled);
        painter.drawText(text, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, option.text.mid(tab + 1));
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        chevron(painter, QRectF(area.right() - 20, area.top(), 16, area.height()), Direction::Right, t.textMuted);
}

void menuBarItem(QPainter &painter, const QStyleOptionMenuItem &option)
{
    const Tokens &t = tokens(option.palette);
    const Saved saved(painter);
    painter.fillRect(option.rect, t.rail);
    if (has(option, QStyle::State_Selected) || has(option, QStyle::State_Sunken))
        roundedPanel(painter, option.rect.adjusted(0, 2, 0, -2), spacing::radius - 1, t.pressed, QColor());
    painter.setPen(has(option, QStyle::State_Enabled) ? t.text : t.textDisabled);
    painter.drawText(option.rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, option.text);
}

void headerSection(QPainter &painter, const QStyleOptionHeader &option)
{
    const Tokens &t = tokens(option.palette);
    const QRect area = option.rect;
    const bool hovered = has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled);
    painter.fillRect(area, hovered ? t.hover : t.window);
    if (option.orientation == Qt::Horizontal) {
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), t.border);
        painter.fillRect(QRect(area.right(), area.top() + 8, 1, area.height() - 16), t.border);
    } else {
        painter.fillRect(QRect(area.right(), area.top(), 1, area.height()), t.border);
    }
}

void tab(QPainter &painter, const QStyleOptionTab &option)
{
    const Tokens &t = tokens(option.palette);
    const QRect area = option.rect;
    if (has(option, QStyle::State_Selected))
        roundedPanel(painter, QRectF(area.left() + 8, area.bottom() - 2, area.width() - 16, 3), 1.5, t.accent,
                     QColor());
    else if (has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled))
        roundedPanel(painter, area.adjusted(2, 4, -2, -5), spacing::radius, t.hover, QColor());
    if (showsFocus(option))
        focusRing(painter, area.adjusted(2, 4, -2, -5), spacing::radius, t);
}

void progressBar(QPainter &painter, const QStyleOptionProgressBar &option)
{
    const Tokens &t = tokens(option.palette);
    const qreal height = qMin(6, option.rect.height());
    const QRectF groove(option.rect.left(), option.rect.top() + (option.rect.height() - height) / 2,
                        option.rect.width(), height);
    roundedPanel(painter, groove, height / 2, t.pressed, QColor());
    QRectF filled = groove;
    const Saved saved(painter);
    QPainterPath clip;
    clip.addRoundedRect(groove, height / 2, height / 2);
    painter.setClipPath(clip);
    if (option.minimum == option.maximum) {
        constexpr qint64 period = 1400;
        const qreal phase = static_cast<qreal>(QDateTime::currentMSecsSinceEpoch() % period) / period;
        filled.setWidth(groove.width() * 0.3);
        filled.moveLeft(groove.left() + (groove.width() * 1.3) * phase - filled.width());
        animate(option.styleObject);
    } else {
        const qreal range = static_cast<qreal>(option.maximum) - option.minimum;
        filled.setWidth(groove.width() * (static_cast<qreal>(option.progress) - option.minimum) / range);
        if (option.direction == Qt::RightToLeft)
            filled.moveRight(groove.right());
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(has(option, QStyle::State_Enabled) ? t.accent : t.textDisabled);
    painter.drawRoundedRect(filled, height / 2, height / 2);
}

void itemPanel(QPainter &painter, const QStyleOptionViewItem &option, int radius)
{
    const Tokens &t = tokens(option.palette);
    if (option.backgroundBrush.style() != Qt::NoBrush)
        painter.fillRect(option.rect, option.backgroundBrush);
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool selected = has(option, QStyle::State_Selected);
    if (!selected && (!enabled || !has(option, QStyle::State_MouseOver)))
        return;
    const QColor ground = selected && enabled ? t.accentSoft : t.hover;
    if (radius > 0)
        roundedPanel(painter, option.rect, radius, ground, QColor());
    else
        painter.fillRect(option.rect, ground);
}

} // namespace listwright::stylepainting
