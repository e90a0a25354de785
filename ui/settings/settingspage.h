// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"
#include "ui/widgets/page.h"

class QListWidget;
class QScrollArea;
class QVBoxLayout;

namespace listwright {

class SettingsSection;

/** All settings on one page that scrolls; the list at the left leads to a section. */
class SettingsPage : public Page
{
    Q_OBJECT

public:
    explicit SettingsPage(Services services, QWidget *parent = nullptr);

    PageId id() const override { return PageId::Settings; }
    QString title() const override { return tr("Settings"); }
    QIcon icon() const override;
    /** Leads to the section about receiving. */
    void showReceiving();

Q_SIGNALS:
    void restartRequested();

private:
    void add(SettingsSection *section);
    void scrollTo(int row);
    void followScrolling();

    QListWidget *m_index = nullptr;
    QScrollArea *m_scroll = nullptr;
    QVBoxLayout *m_sections = nullptr;
    SettingsSection *m_receiving = nullptr;
    QList<SettingsSection *> m_all;
};

} // namespace listwright
