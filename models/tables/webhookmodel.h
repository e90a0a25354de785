// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/webhookevent.h"
#include "models/tables/pagedtable.h"

namespace listwright {

/** Requests that were received, newest first. */
class WebhookModel : public PagedTable<WebhookEvent>
{
    Q_OBJECT

public:
    enum Column { When, Outcome, Products, Failed, From, Size, Note, ColumnCount };
    enum Role { IdRole = Qt::UserRole + 1, StateRole };

    explicit WebhookModel(QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    qint64 idOf(const WebhookEvent &event) const override { return event.id; }

private:
    static bool isNumber(int column);
    QString text(const WebhookEvent &event, int column) const;
};

} // namespace listwright
