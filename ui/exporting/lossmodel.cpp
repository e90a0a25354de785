// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/exporting/lossmodel.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

QString csvCell(const QString &text)
{
    QString cell = neutraliseFormula(text);
    cell.replace(u'"', u"\"\""_s);
    return u'"' + cell + u'"';
}

} // namespace

void LossModel::setLosses(const QList<Loss> &losses)
{
    beginResetModel();
    m_losses = losses;
    endResetModel();
}

QByteArray LossModel::toCsv() const
{
    QString text = u"sku,field,reason\r\n"_s;
    for (const Loss &loss : m_losses)
        text += csvCell(loss.sku) + u',' + csvCell(loss.field) + u',' + csvCell(loss.reason) + u"\r\n";
    return text.toUtf8();
}

int LossModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_losses.size());
}

int LossModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LossModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const Loss &loss = m_losses[index.row()];
    switch (index.column()) {
    case Sku:
        return loss.sku;
    case Field:
        return loss.field;
    case Reason:
        return loss.reason;
    default:
        return {};
    }
}

QVariant LossModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Sku:
        return tr("SKU");
    case Field:
        return tr("Field");
    case Reason:
        return tr("Reason");
    default:
        return {};
    }
}

} // namespace listwright
