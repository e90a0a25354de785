// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/proposal.h"

#include <QAbstractListModel>
#include <QFuture>
#include <QSet>

#include <functional>

namespace listwright {

/** One open proposal as the list shows it; the texts are read when it is looked at. */
struct ProposalSummary
{
    qint64 id = 0;
    ProductId productId = 0;
    QString title; ///< the product's
    QString marketplace;
    int scoreBefore = 0;
    int scoreAfter = 0;
    int openFields = 0;
    bool clean = true; ///< no open field has problems or doubtful facts
    bool operator==(const ProposalSummary &) const = default;
};

/** Open proposals, oldest first, read page by page as the view asks for more. */
class ProposalModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        ProductIdRole,
        MarketplaceRole,
        ScoreBeforeRole,
        ScoreAfterRole,
        FieldsRole,
        CleanRole
    };
    static constexpr int pageSize = 100;

    /** Open proposals with an id above `afterId`, in the order of their ids. */
    using Loader = std::function<QFuture<Result<QList<ProposalSummary>>>(qint64 afterId, int limit)>;

    explicit ProposalModel(Loader loader, QObject *parent = nullptr);

    /** Starts anew with the first page. */
    void reload();
    /** Reads what came after the last row, when the end had been reached; else the pages to come will have it. */
    void refresh();
    /** A decided proposal leaves the list; one of which fields are still open stays. */
    void removeProposal(qint64 id);
    void setOpenFields(qint64 id, int count);

    bool isLoading() const { return m_loading; }
    /** True once an answer said that there are no more. */
    bool isComplete() const { return m_complete; }
    const ProposalSummary *at(int row) const;
    int rowOf(qint64 id) const; ///< -1 when it is not there

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /** A page came, perhaps an empty one. */
    void loaded();
    void loadFailed(const listwright::Error &error);

private:
    void request();
    void onLoaded(quint64 request, const Result<QList<ProposalSummary>> &page);
    void show(QList<ProposalSummary> page);

    Loader m_loader;
    QList<ProposalSummary> m_rows;
    qint64 m_lastId = 0;
    bool m_loading = false;
    bool m_complete = false;
    bool m_refreshAgain = false; ///< more came while a page was being read
    QSet<qint64> m_removed;      ///< decided while a page was being read that may still hold them
    bool m_startAnew = true;     ///< the next page replaces what is shown
    quint64 m_request = 0;       ///< number of the newest; older answers are dropped
};

} // namespace listwright
