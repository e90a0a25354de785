// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Those parts of ListwrightStyle that are about sizes and places, and the controls made of several parts.
#include "ui/style/listwrightstyle.h"
#include "ui/style/stylepainting.h"

#include <QAbstractScrollArea>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QTabBar>

namespace listwright {

using stylepainting::Direction;

namespace {

constexpr int arrowWidth = 28;
constexpr int spinButtonWidth = 24;
constexpr int menuArrowWidth = 16;

/** True for a button that is one piece and shows its menu; one with a separate arrow draws that itself. */
bool opensMenu(const QStyleOptionToolButton &button)
{
    return button.features.testFlag(QStyleOptionToolButton::HasMenu) &&
           !button.features.testFlag(QStyleOptionToolButton::MenuButtonPopup);
}

QRect scrollGroove(const QStyleOptionSlider &bar)
{
    return bar.rect;
}

QRect scrollHandle(const QStyle &style, const QStyleOptionSlider &bar, const QWidget *widget)
{
    const QRect groove = scrollGroove(bar);
    const bool horizontal = bar.orientation == Qt::Horizontal;
    const int length = horizontal ? groove.width() : groove.height();
    const qint64 range = static_cast<qint64>(bar.maximum) - bar.minimum;
    int handle = length;
    if (range > 0) {
        const int least = style.pixelMetric(QStyle::PM_ScrollBarSliderMin, &bar, widget);
        handle = static_cast<int>(static_cast<qint64>(length) * bar.pageStep / (range + bar.pageStep));
        handle = qBound(qMin(least, length), handle, length);
    }
    const int start =
        QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition, length - handle, bar.upsideDown);
    return horizontal ? QRect(groove.left() + start, groove.top(), handle, groove.height())
                      : QRect(groove.left(), groove.top() + start, groove.width(), handle);
}

QRect scrollPart(const QStyle &style, const QStyleOptionSlider &bar, QStyle::SubControl part, const QWidget *widget)
{
    const QRect groove = scrollGroove(bar);
    const QRect handle = scrollHandle(style, bar, widget);
    const bool horizontal = bar.orientation == Qt::Horizontal;
    QRect before = groove;
    QRect after = groove;
    if (horizontal) {
        before.setRight(handle.left() - 1);
        after.setLeft(handle.right() + 1);
    } else {
        before.setBottom(handle.top() - 1);
        after.setTop(handle.bottom() + 1);
    }
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return groove;
    case QStyle::SC_ScrollBarSlider:
        return QStyle::visualRect(bar.direction, groove, handle);
    case QStyle::SC_ScrollBarSubPage:
        return QStyle::visualRect(bar.direction, groove, before);
    case QStyle::SC_ScrollBarAddPage:
        return QStyle::visualRect(bar.direction, groove, after);
    default:
        return {}; // no line buttons: the wheel and the keys do that
    }
}

/** What a scroll bar moves, so that the bar can stand on the same ground. */
const QWidget *scrolledBy(const QWidget *bar)
{
    for (const QWidget *widget = bar; widget; widget = widget->parentWidget()) {
        if (const auto *area = qobject_cast<const QAbstractScrollArea *>(widget))
            return area->viewport();
    }
    return nullptr;
}

} // namespace

void ListwrightStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                         const QWidget *widget) const
{
    switch (control) {
    case CC_ComboBox:
        drawComboBox(option, painter, widget);
        return;
    case CC_SpinBox:
        drawSpinBox(option, painter, widget);
        return;
    case CC_ScrollBar:
        drawScrollBar(option, painter, widget);
        return;
    case CC_ToolButton:
        drawToolButton(option, painter, widget);
        return;
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

void ListwrightStyle::drawComboBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (!box)
        return;
    if (box->frame)
        stylepainting::inputPanel(*painter, *option, true);
    QStyleOption arrow(*option);
    arrow.rect = proxy()->subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
    proxy()->drawPrimitive(PE_IndicatorArrowDown, &arrow, painter, widget);
}

void ListwrightStyle::drawComboBoxLabel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (!box)
        return;
    QStyleOptionComboBox label(*box);
    const int iconWidth = label.currentIcon.isNull() ? 0 : label.iconSize.width() + spacing::tiny;
    const QRect field = proxy()->subControlRect(CC_ComboBox, &label, SC_ComboBoxEditField, widget);
    // Fusion only clips; the two pixels are what it keeps free at the side
    label.currentText = label.fontMetrics.elidedText(label.currentText, Qt::ElideRight, field.width() - iconWidth - 2);
    QProxyStyle::drawControl(CE_ComboBoxLabel, &label, painter, widget);
}

void ListwrightStyle::drawSpinBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *box = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
    if (!box)
        return;
    if (box->frame)
        stylepainting::inputPanel(*painter, *option, true);
    if (box->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const Tokens &t = tokens(option->palette);
    const auto step = [&](SubControl part, QAbstractSpinBox::StepEnabledFlag flag, Direction direction) {
        const QRect area = proxy()->subControlRect(CC_SpinBox, option, part, widget);
        const bool enabled = box->stepEnabled.testFlag(flag) && option->state.testFlag(State_Enabled);
        if (enabled && option->activeSubControls == part && option->state.testFlag(State_MouseOver))
            stylepainting::roundedPanel(*painter, area.adjusted(2, 1, -2, -1), 3, t.hover, QColor());
        stylepainting::chevron(*painter, area, direction, enabled ? t.textMuted : t.textDisabled);
    };
    step(SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, Direction::Up);
    step(SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, Direction::Down);
}

void ListwrightStyle::drawToolButton(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
    if (!button || !opensMenu(*button)) {
        QProxyStyle::drawComplexControl(CC_ToolButton, option, painter, widget);
        return;
    }
    // Fusion puts the arrow into the lower right corner; it belongs beside the text.
    proxy()->drawPrimitive(PE_PanelButtonTool, option, painter, widget);
    QStyleOptionToolButton label(*button);
    label.features.setFlag(QStyleOptionToolButton::HasMenu, false);
    label.rect.setRight(label.rect.right() - menuArrowWidth);
    label.rect = visualRect(option->direction, option->rect, label.rect);
    proxy()->drawControl(CE_ToolButtonLabel, &label, painter, widget);
    QStyleOption arrow(*option);
    arrow.rect.setLeft(arrow.rect.right() - menuArrowWidth - spacing::tiny);
    arrow.rect = visualRect(option->direction, option->rect, arrow.rect);
    proxy()->drawPrimitive(PE_IndicatorArrowDown, &arrow, painter, widget);
}

void ListwrightStyle::drawScrollBar(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (!bar)
        return;
    const Tokens &t = tokens(option->palette);
    if (const QWidget *scrolled = scrolledBy(widget); scrolled && scrolled->autoFillBackground())
        painter->fillRect(option->rect, scrolled->palette().brush(scrolled->backgroundRole()));
    if (bar->maximum == bar->minimum)
        return;
    QRectF handle = proxy()->subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget);
    const bool active = option->state.testFlag(State_MouseOver) || option->state.testFlag(State_Sunken);
    const qreal inset = active ? 2 : 3;
    handle.adjust(inset, inset, -inset, -inset);
    const QColor color = option->state.testFlag(State_Sunken) ? t.textMuted : active ? t.textDisabled : t.borderStrong;
    stylepainting::roundedPanel(*painter, handle, qMin(handle.width(), handle.height()) / 2, color, QColor());
}

QRect ListwrightStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                      const QWidget *widget) const
{
    const QRect &area = option->rect;
    if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option); bar && control == CC_ScrollBar)
        return scrollPart(*proxy(), *bar, part, widget);
    if (control == CC_ComboBox && part == SC_ComboBoxArrow)
        return visualRect(option->direction, area,
                          QRect(area.right() - arrowWidth + 1, area.top(), arrowWidth, area.height()));
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        return visualRect(option->direction, area, area.adjusted(spacing::small, 2, -arrowWidth, -2));
    if (const auto *box = qstyleoption_cast<const QStyleOptionSpinBox *>(option); box && control == CC_SpinBox) {
        const bool buttons = box->buttonSymbols != QAbstractSpinBox::NoButtons;
        const int half = area.height() / 2;
        const int left = area.right() - spinButtonWidth;
        switch (part) {
        case SC_SpinBoxUp:
            return buttons ? visualRect(option->direction, area, QRect(left, area.top() + 2, spinButtonWidth, half - 2))
                           : QRect();
        case SC_SpinBoxDown:
            return buttons
                       ? visualRect(option->direction, area, QRect(left, area.top() + half, spinButtonWidth, half - 2))
                       : QRect();
        case SC_SpinBoxEditField:
            return visualRect(option->direction, area,
                              area.adjusted(spacing::tiny + 2, 2, buttons ? -spinButtonWidth - 2 : -spacing::tiny, -2));
        default:
            return area;
        }
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QRect ListwrightStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_ProgressBarContents || element == SE_ProgressBarGroove)
        return option->rect;
    if (element == SE_ItemViewItemFocusRect && qobject_cast<const QListView *>(widget))
        return option->rect; // with the icon, as far as the row's own ground
    if (element == SE_LineEditContents) {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0)
            return option->rect.adjusted(spacing::small - 2, 2, -spacing::small + 2, -2);
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QSize ListwrightStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                        const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        const bool bare = button && button->text.isEmpty();
        const bool spaced = button && !bare && !button->icon.isNull();
        result.setWidth(size.width() + (spaced ? spacing::tiny : 0) +
                        (bare ? spacing::medium : 2 * spacing::large - 4));
        result.setHeight(qMax(size.height() + spacing::medium, spacing::controlHeight));
        break;
    }
    case CT_LineEdit:
        result.setHeight(qMax(result.height(), spacing::controlHeight));
        break;
    case CT_SpinBox: // its line edit has the full height already
        result.setHeight(qMax(size.height(), spacing::controlHeight));
        break;
    case CT_ComboBox:
        result = QSize(size.width() + arrowWidth + spacing::large, qMax(size.height() + 8, spacing::controlHeight));
        break;
    case CT_ToolButton:
        result = QSize(qMax(size.width() + spacing::small, 0), qMax(size.height() + spacing::small, 28));
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
            button && opensMenu(*button))
            result.setWidth(result.width() + menuArrowWidth);
        break;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            if (item->menuItemType == QStyleOptionMenuItem::Separator)
                return {size.width(), 9};
            const int shortcut = item->text.contains(u'\t') ? spacing::huge : 0;
            result = QSize(size.width() + 34 + spacing::huge + shortcut, qMax(size.height() + 8, 30));
        }
        break;
    case CT_MenuBarItem:
        result = QSize(size.width() + spacing::large, qMax(size.height() + 10, 30));
        break;
    case CT_HeaderSection:
        result.setHeight(qMax(result.height(), spacing::controlHeight));
        break;
    case CT_ItemViewItem:
        result.setHeight(qMax(result.height(), 28));
        break;
    default:
        break;
    }
    return result;
}

} // namespace listwright
