// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/emptystate.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

constexpr int picturePixels = 44;
constexpr int textWidth = 440;

} // namespace

EmptyState::EmptyState(const QString &iconName, const QString &headline, const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_iconName(iconName)
    , m_icon(new QLabel(this))
    , m_headline(new QLabel(headline, this))
    , m_text(new QLabel(this))
    , m_buttons(new QHBoxLayout)
{
    setObjectName(u"emptyState"_s);
    m_icon->setAlignment(Qt::AlignCenter);
    m_headline->setObjectName(u"headlineLabel"_s);
    m_headline->setFont(headlineFont(font()));
    m_headline->setAlignment(Qt::AlignCenter);
    m_headline->setWordWrap(true);
    m_text->setObjectName(u"textLabel"_s);
    m_text->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setMaximumWidth(textWidth);
    setTextRole(m_text, TextRole::Muted);
    m_buttons->setSpacing(spacing::small);

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(spacing::small);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addSpacing(spacing::small);
    layout->addWidget(m_headline);
    // Between two springs the text keeps its height for its width; aligned in the layout it would get one line.
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_text, textWidth);
    middle->addStretch(1);
    layout->addLayout(middle);
    layout->addSpacing(spacing::large);
    layout->addLayout(m_buttons);
    layout->addStretch(3);
    m_buttons->addStretch();
    m_buttons->addStretch();
    setText(text);
    updateIcon();
}

void EmptyState::setIconName(const QString &name)
{
    m_iconName = name;
    updateIcon();
}

void EmptyState::setHeadline(const QString &headline)
{
    m_headline->setText(headline);
}

void EmptyState::setText(const QString &text)
{
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
}

void EmptyState::addButton(QAction *action, bool primary)
{
    primary = primary || m_buttons->count() == 2;
    auto *button = new QPushButton(action->text(), this);
    button->setObjectName(action->objectName() + u"PushButton");
    button->setToolTip(action->toolTip());
    if (primary)
        setButtonRole(button, ButtonRole::Primary);
    if (!action->icon().isNull())
        button->setIcon(primary ? icon(action->icon().name(), IconColor::OnAccent) : action->icon());
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    const auto follow = [button, action] {
        button->setText(action->text());
        button->setEnabled(action->isEnabled());
        button->setVisible(action->isVisible());
    };
    connect(action, &QAction::changed, button, follow);
    follow();
    m_buttons->insertWidget(m_buttons->count() - 1, button);
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateIcon();
    else if (event->type() == QEvent::FontChange)
        m_headline->setFont(headlineFont(font()));
}

void EmptyState::updateIcon()
{
    m_icon->setPixmap(
        icon(m_iconName, IconColor::Muted).pixmap(QSize(picturePixels, picturePixels), devicePixelRatioF()));
}

} // namespace listwright
