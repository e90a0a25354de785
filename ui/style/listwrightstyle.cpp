// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/listwrightstyle.h"

#include "ui/style/stylepainting.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QStyleFactory>
#include <QTabBar>

namespace listwright {

using stylepainting::Direction;

namespace {

ButtonRole buttonRole(const QWidget *widget)
{
    return widget ? static_cast<ButtonRole>(widget->property(ListwrightStyle::buttonRoleProperty).toInt())
                  : ButtonRole::Normal;
}

/** True for the part of a spin box or combo box that its owner draws the frame for. */
bool isInsideControl(const QWidget *widget)
{
    const QWidget *parent = widget ? widget->parentWidget() : nullptr;
    return qobject_cast<const QAbstractSpinBox *>(parent) || qobject_cast<const QComboBox *>(parent);
}

} // namespace

ListwrightStyle::ListwrightStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void ListwrightStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                    const QWidget *widget) const
{
    if (!drawPanel(element, option, painter, widget) && !drawIndicator(element, option, painter))
        QProxyStyle::drawPrimitive(element, option, painter, widget);
}

bool ListwrightStyle::drawPanel(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                const QWidget *widget) const
{
    const Tokens &t = tokens(option->palette);
    switch (element) {
    case PE_PanelLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        stylepainting::inputPanel(*painter, *option, frame && frame->lineWidth > 0 && !isInsideControl(widget));
        return true;
    }
    case PE_FrameLineEdit:
    case PE_FrameStatusBarItem:
    case PE_FrameTabBarBase:
    case PE_PanelScrollAreaCorner:
        return true; // the ground around it is all there is to see
    case PE_PanelButtonCommand:
        stylepainting::button(*painter, *option, buttonRole(widget));
        return true;
    case PE_PanelButtonTool:
        if (const ButtonRole role = buttonRole(widget); role != ButtonRole::Normal)
            stylepainting::button(*painter, *option, role);
        else
            stylepainting::toolButton(*painter, *option);
        return true;
    case PE_Frame:
        if (widget && widget->property(cardProperty).toBool())
            stylepainting::roundedPanel(*painter, option->rect, spacing::radiusLarge, t.surface, t.border);
        else
            stylepainting::roundedPanel(*painter, option->rect, 0, Qt::transparent, t.border);
        return true;
    case PE_FrameTabWidget:
        painter->fillRect(QRect(option->rect.topLeft(), QSize(option->rect.width(), 1)), t.border);
        return true;
    case PE_PanelMenu:
        painter->fillRect(option->rect, t.raised);
        return true;
    case PE_FrameMenu:
        stylepainting::roundedPanel(*painter, option->rect, 0, Qt::transparent, t.borderStrong);
        return true;
    case PE_PanelTipLabel:
        stylepainting::roundedPanel(*painter, option->rect, 0, t.raised, t.borderStrong);
        return true;
    case PE_PanelItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option))
            stylepainting::itemPanel(*painter, *item, qobject_cast<const QListView *>(widget) ? spacing::radius : 0);
        return true;
    case PE_PanelItemViewRow:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
            item && item->features.testFlag(QStyleOptionViewItem::Alternate))
            painter->fillRect(item->rect, item->palette.brush(QPalette::AlternateBase));
        return true;
    case PE_FrameFocusRect:
        // Cells show where the keyboard is at all times; other controls draw their ring with their panel.
        if (qobject_cast<const QAbstractItemView *>(widget))
            stylepainting::roundedPanel(*painter, option->rect, 3, Qt::transparent, t.focus);
        return true;
    default:
        return false;
    }
}

bool ListwrightStyle::drawIndicator(PrimitiveElement element, const QStyleOption *option, QPainter *painter) const
{
    const Tokens &t = tokens(option->palette);
    const bool enabled = option->state.testFlag(State_Enabled);
    const auto arrow = [&](Direction direction) {
        stylepainting::chevron(*painter, option->rect, direction, enabled ? t.textMuted : t.textDisabled);
        return true;
    };
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        stylepainting::checkBox(*painter, *option);
        return true;
    case PE_IndicatorRadioButton:
        stylepainting::radioButton(*painter, *option);
        return true;
    case PE_IndicatorMenuCheckMark:
        stylepainting::checkMark(*painter, option->rect, t.accent);
        return true;
    case PE_IndicatorHeaderArrow:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            // Qt's "sort up" means descending order on screen conventions of the desktop: point to where values grow.
            stylepainting::chevron(
                *painter, option->rect,
                header->sortIndicator == QStyleOptionHeader::SortUp ? Direction::Down : Direction::Up, t.accent);
        }
        return true;
    case PE_IndicatorArrowDown:
    case PE_IndicatorSpinDown:
        return arrow(Direction::Down);
    case PE_IndicatorArrowUp:
    case PE_IndicatorSpinUp:
        return arrow(Direction::Up);
    case PE_IndicatorArrowLeft:
        return arrow(Direction::Left);
    case PE_IndicatorArrowRight:
        return arrow(Direction::Right);
    case PE_IndicatorBranch:
        return !option->state.testFlag(State_Children) ||
               arrow(option->state.testFlag(State_Open) ? Direction::Down : Direction::Right);
    default:
        return false;
    }
}

void ListwrightStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                                  const QWidget *widget) const
{
    if (drawMenu(element, option, painter, widget) || drawItems(element, option, painter, widget))
        return;
    const Tokens &t = tokens(option->palette);
    switch (element) {
    case CE_PushButtonLabel:
        drawPushButtonLabel(option, painter, widget);
        return;
    case CE_PushButtonBevel:
        proxy()->drawPrimitive(PE_PanelButtonCommand, option, painter, widget);
        return;
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            stylepainting::tab(*painter, *tab);
        return;
    case CE_ComboBoxLabel:
        drawComboBoxLabel(option, painter, widget);
        return;
    case CE_TabBarTabLabel:
        drawTabLabel(option, painter, widget);
        return;
    case CE_ProgressBarGroove:
    case CE_ProgressBarLabel:
        return;
    case CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            stylepainting::progressBar(*painter, *bar);
        return;
    case CE_Splitter: {
        const QRect &area = option->rect;
        const bool horizontal = option->state.testFlag(State_Horizontal);
        const QRect line = horizontal ? QRect(area.center().x(), area.top(), 1, area.height())
                                      : QRect(area.left(), area.center().y(), area.width(), 1);
        painter->fillRect(line, option->state.testFlag(State_MouseOver) ? t.accent : t.border);
        return;
    }
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

bool ListwrightStyle::drawMenu(ControlElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    Q_UNUSED(widget)
    const Tokens &t = tokens(option->palette);
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
    switch (element) {
    case CE_MenuItem:
        if (item)
            stylepainting::menuItem(*painter, *item);
        return item;
    case CE_MenuBarItem:
        if (item)
            stylepainting::menuBarItem(*painter, *item);
        return item;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, t.rail);
        return true;
    case CE_MenuEmptyArea:
        return true;
    default:
        return false;
    }
}

bool ListwrightStyle::drawItems(ControlElement element, const QStyleOption *option, QPainter *painter,
                                const QWidget *widget) const
{
    const Tokens &t = tokens(option->palette);
    switch (element) {
    case CE_HeaderSection:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            stylepainting::headerSection(*painter, *header);
        return true;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, t.window);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), t.border);
        return true;
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            QStyleOptionHeader muted(*header);
            muted.palette.setColor(QPalette::ButtonText, t.textMuted);
            muted.state.setFlag(State_On, false); // Fusion makes the selected section's label bold: text would jump
            QProxyStyle::drawControl(element, &muted, painter, widget);
        }
        return true;
    default:
        return false;
    }
}

void ListwrightStyle::drawPushButtonLabel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (!button)
        return;
    const bool enabled = option->state.testFlag(State_Enabled);
    QPalette colors = option->palette;
    const Tokens &t = tokens(colors);
    const ButtonRole role = buttonRole(widget);
    if (enabled && role == ButtonRole::Primary)
        colors.setColor(QPalette::ButtonText, t.onAccent);
    if (enabled && role == ButtonRole::Danger)
        colors.setColor(QPalette::ButtonText, t.danger);
    QRect area = option->rect.adjusted(spacing::small, 0, -spacing::small, 0);
    if (button->features.testFlag(QStyleOptionButton::HasMenu)) {
        const QRect arrow(area.right() - spacing::medium, area.top(), spacing::medium, area.height());
        stylepainting::chevron(*painter, visualRect(option->direction, area, arrow), Direction::Down,
                               colors.color(QPalette::ButtonText));
        area.setRight(arrow.left() - spacing::tiny);
    }
    // Fusion leaves four pixels between icon and text, which looks crowded with round corners.
    const int gap = button->icon.isNull() || button->text.isEmpty() ? 0 : spacing::small;
    const int iconWidth = button->icon.isNull() ? 0 : button->iconSize.width();
    const int textWidth = button->fontMetrics.size(Qt::TextShowMnemonic, button->text).width();
    const int left = area.left() + qMax(0, (area.width() - iconWidth - gap - textWidth) / 2);
    if (iconWidth > 0)
        button->icon.paint(painter,
                           visualRect(option->direction, area, QRect(left, area.top(), iconWidth, area.height())),
                           Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    const QRect text(left + iconWidth + gap, area.top(), area.right() - left - iconWidth - gap + 1, area.height());
    proxy()->drawItemText(painter, visualRect(option->direction, area, text),
                          Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic, colors, enabled, button->text,
                          QPalette::ButtonText);
}

void ListwrightStyle::drawTabLabel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
    if (!tab)
        return;
    const Tokens &t = tokens(option->palette);
    QStyleOptionTab label(*tab);
    label.state.setFlag(State_HasFocus, false);
    if (label.state.testFlag(State_Enabled))
        label.palette.setColor(QPalette::WindowText, label.state.testFlag(State_Selected) ? t.text : t.textMuted);
    QProxyStyle::drawControl(CE_TabBarTabLabel, &label, painter, widget);
}

int ListwrightStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 32;
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ScrollView_ScrollBarOverlap:
    case PM_MenuBarPanelWidth:
    case PM_MenuBarVMargin:
    case PM_MenuHMargin:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseHeight:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ButtonDefaultIndicator:
        return 0;
    case PM_MenuBarHMargin:
    case PM_MenuVMargin:
    case PM_MenuBarItemSpacing:
        return spacing::tiny;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 16;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return spacing::small;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
        return 18;
    case PM_ToolBarIconSize:
        return 20;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return spacing::medium;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return spacing::small;
    case PM_SplitterWidth:
        return 5;
    case PM_HeaderMargin:
        return spacing::small;
    case PM_TabBarTabHSpace:
        return spacing::huge + spacing::small;
    case PM_TabBarTabVSpace:
        return spacing::large;
    case PM_FocusFrameVMargin:
        return 3;
    case PM_FocusFrameHMargin: // with the pixel that item views add, cells stand below their header's text
        return spacing::small - 1;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ListwrightStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                               QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_ComboBox_Popup: // a list below the box instead of a menu over it
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_TabBar_ElideMode:
    case SH_ItemView_ShowDecorationSelected:
        return hint == SH_ItemView_ShowDecorationSelected ? 1 : 0;
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    case SH_ScrollBar_LeftClickAbsolutePosition:
    case SH_UnderlineShortcut:
        return hint == SH_ScrollBar_LeftClickAbsolutePosition;
    case SH_TitleBar_NoBorder:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

void ListwrightStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    // What a tooltip says is often scraped text, which must not be laid out as HTML.
    if (auto *label = qobject_cast<QLabel *>(widget); label && label->inherits("QTipLabel"))
        label->setTextFormat(Qt::PlainText);
    // So that "under the pointer" can be painted.
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget) ||
        qobject_cast<QAbstractSpinBox *>(widget) || qobject_cast<QTabBar *>(widget) || widget->inherits("QLineEdit") ||
        widget->inherits("QScrollBar") || widget->inherits("QSplitterHandle"))
        widget->setAttribute(Qt::WA_Hover);
}

/** The theme sets the palette; Fusion would overwrite parts of it here. */
void ListwrightStyle::polish(QPalette &) {}

} // namespace listwright
