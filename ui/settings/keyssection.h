// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingssection.h"

#include <QTimer>

class QAction;
class QTableView;

namespace listwright {

class ApiKeyModel;
class EmptyState;

/** The keys of the REST API: who has one, what it allows, and making and revoking them. */
class KeysSection : public SettingsSection
{
    Q_OBJECT

public:
    explicit KeysSection(const Services &services, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void addTable();
    void addButtons();
    void refresh();
    void onLoaded();
    void updateActions();
    void makeKey();
    void askToRevoke();
    void revoke(qint64 id, const QString &name);
    void onRevoked(const Result<void> &revoked, const QString &name);

    ApiKeyModel *m_model;
    EmptyState *m_empty = nullptr;
    QTableView *m_table = nullptr;
    QAction *m_make = nullptr;
    QAction *m_revoke = nullptr;
    QTimer m_poll;
    bool m_asked = false;      ///< for the keys
    bool m_loadFailed = false; ///< and that is said
};

} // namespace listwright
