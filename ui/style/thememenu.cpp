// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/thememenu.h"

#include "services/settings/settings.h"
#include "ui/style/icons.h"
#include "ui/widgets/notifications.h"

#include <QActionGroup>

using namespace Qt::StringLiterals;

namespace listwright {

ThemeMenu::ThemeMenu(const Services &services, QWidget *parent)
    : QMenu(tr("&Theme"), parent)
    , m_settings(*services.settings)
    , m_notifications(*services.notifications)
    , m_choices(new QActionGroup(this))
{
    setObjectName(u"themeMenu"_s);
    setIcon(listwright::icon(u"palette"_s));
    add(u"system"_s, tr("Follow the &system"));
    add(u"light"_s, tr("&Light"));
    add(u"dark"_s, tr("&Dark"));
}

void ThemeMenu::add(const QString &value, const QString &text)
{
    QAction *choice = addAction(text);
    choice->setObjectName(value + u"ThemeAction");
    choice->setCheckable(true);
    choice->setEnabled(!m_settings.isLocked(SettingKey::Theme));
    m_choices->addAction(choice);
    const auto update = [this, choice, value] { choice->setChecked(m_settings.text(SettingKey::Theme) == value); };
    update();
    connect(&m_settings, &Settings::changed, choice, update);
    connect(choice, &QAction::triggered, this, [this, value] {
        if (const auto kept = m_settings.setText(SettingKey::Theme, value); !kept)
            m_notifications.error(kept.error());
    });
}

} // namespace listwright
