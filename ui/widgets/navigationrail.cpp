// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/navigationrail.h"

#include "ui/style/icons.h"
#include "ui/style/stylepainting.h"

#include <QAbstractButton>
#include <QAction>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

constexpr int railWidth = 196;
constexpr int railEntryHeight = 38;
constexpr int entryIconSize = 20;
constexpr int logoSize = 28;

class RailButton : public QAbstractButton
{
public:
    RailButton(const QString &title, const QIcon &symbol, QWidget *parent) : QAbstractButton(parent)
    {
        setText(title);
        setIcon(symbol);
        setCheckable(true);
        setFixedHeight(railEntryHeight);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setAccessibleName(title);
    }

    void setBadge(int count)
    {
        m_badge = count;
        setAccessibleName(count == 0 ? text() : NavigationRail::tr("%1, %Ln waiting", nullptr, count).arg(text()));
        update();
    }

    /** Keys shown in grey at the right. */
    void setHint(const QString &hint) { m_hint = hint; }

    QSize sizeHint() const override { return {railWidth - 2 * spacing::small, railEntryHeight}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Tokens &t = tokens(this);
        if (isChecked())
            stylepainting::roundedPanel(painter, rect(), spacing::small, t.accentSoft, QColor());
        else if (underMouse())
            stylepainting::roundedPanel(painter, rect(), spacing::small, t.pressed, QColor());
        if (hasFocus())
            stylepainting::focusRing(painter, rect(), spacing::small, t);
        const QRect symbol(spacing::medium, (height() - entryIconSize) / 2, entryIconSize, entryIconSize);
        const QIcon shown =
            isChecked() && !icon().name().isEmpty() ? listwright::icon(icon().name(), IconColor::Accent) : icon();
        shown.paint(&painter, symbol);
        QFont label = font();
        label.setWeight(isChecked() ? QFont::DemiBold : QFont::Medium);
        painter.setFont(label);
        painter.setPen(isChecked() ? t.accent : t.text);
        painter.drawText(rect().adjusted(symbol.right() + spacing::medium, 0, -spacing::small, 0),
                         Qt::AlignVCenter | Qt::AlignLeft, text());
        if (m_badge > 0)
            paintBadge(painter, t);
        painter.setFont(smallFont(font()));
        painter.setPen(t.textMuted);
        painter.drawText(rect().adjusted(0, 0, -spacing::small, 0), Qt::AlignVCenter | Qt::AlignRight, m_hint);
    }

private:
    void paintBadge(QPainter &painter, const Tokens &t) const
    {
        constexpr int most = 9999;
        const QString number = m_badge > most ? locale().toString(most) + u'+' : locale().toString(m_badge);
        painter.setFont(smallFont(font()));
        const int width = qMax(20, painter.fontMetrics().horizontalAdvance(number) + spacing::medium);
        const QRect pill(rect().right() - width - spacing::small, (height() - 20) / 2, width, 20);
        stylepainting::roundedPanel(painter, pill, 10, isChecked() ? t.accent : t.borderStrong, QColor());
        painter.setPen(isChecked() ? t.onAccent : t.text);
        painter.drawText(pill, Qt::AlignCenter, number);
    }

    int m_badge = 0;
    QString m_hint;
};

} // namespace

NavigationRail::NavigationRail(QWidget *parent)
    : QWidget(parent), m_entries(new QVBoxLayout), m_foot(new QVBoxLayout), m_group(new QButtonGroup(this))
{
    setObjectName(u"navigationRail"_s);
    setAccessibleName(tr("Pages"));
    setFixedWidth(railWidth);
    auto *logo = new QLabel(this);
    logo->setPixmap(icon(u"listwright"_s).pixmap(QSize(logoSize, logoSize), devicePixelRatioF()));
    auto *name = new QLabel(u"Listwright"_s, this);
    name->setFont(titleFont(font()));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(spacing::small, spacing::small, 0, spacing::large);
    head->setSpacing(spacing::small + 2);
    head->addWidget(logo);
    head->addWidget(name, 1);

    m_entries->setSpacing(2);
    m_foot->setSpacing(2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::small, spacing::small, spacing::small, spacing::small);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addLayout(m_entries);
    layout->addStretch();
    layout->addLayout(m_foot);
    connect(m_group, &QButtonGroup::idClicked, this, &NavigationRail::chosen);
}

void NavigationRail::addEntry(const QString &title, const QIcon &icon, const QString &shortcut)
{
    auto *button = new RailButton(title, icon, this);
    const int index = static_cast<int>(m_group->buttons().size());
    button->setObjectName(u"railButton%1"_s.arg(index));
    button->setToolTip(tr("%1 (%2)").arg(title, shortcut));
    m_group->addButton(button, index);
    m_entries->addWidget(button);
}

void NavigationRail::setBadge(int index, int count)
{
    static_cast<RailButton *>(m_group->button(index))->setBadge(count);
}

void NavigationRail::setCurrent(int index)
{
    if (QAbstractButton *button = m_group->button(index))
        button->setChecked(true);
}

void NavigationRail::addFootAction(QAction *action)
{
    auto *button = new RailButton(action->text().remove(u'&'), action->icon(), this);
    button->setObjectName(action->objectName() + u"RailButton");
    button->setCheckable(false);
    button->setHint(action->shortcut().toString(QKeySequence::NativeText));
    button->setToolTip(tr("%1 (%2)").arg(button->text(), action->shortcut().toString(QKeySequence::NativeText)));
    connect(button, &QAbstractButton::clicked, action, &QAction::trigger);
    m_foot->addWidget(button);
}

void NavigationRail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = tokens(this);
    painter.fillRect(rect(), t.rail);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), t.border);
}

} // namespace listwright
