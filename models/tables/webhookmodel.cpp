// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/tables/webhookmodel.h"

#include "models/tables/datasize.h"
#include "models/tables/momenttext.h"

namespace listwright {

bool WebhookModel::isNumber(int column)
{
    return column == Products || column == Failed || column == Size;
}

WebhookModel::WebhookModel(QObject *parent) : PagedTable(parent) {}

int WebhookModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString WebhookModel::text(const WebhookEvent &event, int column) const
{
    const QLocale locale;
    switch (column) {
    case When:
        return shortMoment(event.receivedAt);
    case Outcome:
        return webhookOutcomeText(event.outcome);
    case Products:
        return event.products > 0 ? locale.toString(event.products) : QString();
    case Failed:
        return event.failed > 0 ? locale.toString(event.failed) : QString();
    case From:
        return event.remoteAddress;
    case Size:
        return dataSizeText(event.size);
    case Note:
        if (event.replayOf == 0)
            return event.error;
        return event.error.isEmpty() ? tr("Once more: request %1").arg(event.requestId)
                                     : tr("Once more (request %1): %2").arg(event.requestId, event.error);
    default:
        return {};
    }
}

QVariant WebhookModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const WebhookEvent &event = *at(index.row());
    const bool number = isNumber(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(event, index.column());
    case Qt::TextAlignmentRole:
        return number ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case IdRole:
        return event.id;
    case StateRole:
        return static_cast<int>(event.outcome);
    default:
        return {};
    }
}

QVariant WebhookModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && isNumber(section))
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[ColumnCount] = {tr("Received"), tr("Outcome"), tr("Products"), tr("Wrong"),
                                         tr("From"),     tr("Size"),    tr("Note")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

} // namespace listwright
