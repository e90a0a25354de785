// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"

#include <QMenu>

namespace listwright {

/** The choice between the system's colours, light and dark. It follows the setting, and is locked with it. */
class ThemeMenu : public QMenu
{
    Q_OBJECT

public:
    explicit ThemeMenu(const Services &services, QWidget *parent = nullptr);

private:
    void add(const QString &value, const QString &text);

    Settings &m_settings;
    Notifications &m_notifications;
    QActionGroup *m_choices;
};

} // namespace listwright
