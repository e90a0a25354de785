// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace listwright {

class RulePacks;

/** One proposal in the list: the product's title, its marketplace, the score before and after, fields to decide. */
class ProposalDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /** Names of marketplaces come from the packs. */
    ProposalDelegate(const RulePacks &packs, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QHash<QString, QString> m_names;
};

} // namespace listwright
