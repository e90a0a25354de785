// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogquery.h"
#include "models/domain/productfield.h"
#include "models/tables/idlist.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QElapsedTimer>
#include <QFuture>
#include <QItemSelectionModel>
#include <QLocale>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <stop_token>

namespace listwright {

/** Where the model's content comes from; each function returns at once and works elsewhere. */
struct CatalogLoader
{
    /** Reads the ids and passes them through arrangeIds(). A requested stop may end it with Cancelled. */
    std::function<QFuture<Result<IdAnswer>>(const IdRequest &, std::stop_token)> loadIds;
    /** Rows of the ids in any order; those that are gone are left out. */
    std::function<QFuture<Result<QList<CatalogRow>>>(const QList<ProductId> &)> loadRows;
    /** Writes one field; `revision` is the one the person saw, 0 when an edit of their own is still on its way.
     *  The answer is the change set for undo. */
    std::function<QFuture<Result<qint64>>(ProductId, ProductField, const QString &value, qint64 revision)> edit;
};

/**
 * The catalog table of any size: 8 bytes a row for the ordered ids, and the contents of the rows lately looked at.
 * The GUI thread only ever reads memory. The first rows of a query are asked for alone so that they paint at once, the
 * complete list follows. Answers to superseded requests are dropped.
 */
class CatalogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /** `ScoreRole` is the number, `StatusRole` the ProductStatus, `IdRole` the ProductId; valid for every column. */
    enum Role { IdRole = Qt::UserRole + 1, ScoreRole, StatusRole, LoadedRole };

    static constexpr int firstRows = 200;   ///< asked for alone
    static constexpr int rowsPerPage = 128; ///< asked for together
    static constexpr int cachedRows = 8192;
    /** More selected rows than this do not follow a new order: Qt keeps some hundred bytes for each of them. */
    static constexpr int keptRows = 200'000;

    explicit CatalogModel(CatalogLoader loader, QObject *parent = nullptr);
    ~CatalogModel() override;

    /** A different search or filter starts anew; another order keeps selection and current row. The query that is
     *  shown already is asked for again only when it could not be read. */
    void setQuery(const CatalogQuery &query);
    const CatalogQuery &query() const { return m_query; }
    /** Asks again, at most four times a second. */
    void refresh();
    /** What Storage::changed() says: an empty list means many products. */
    void onProductsChanged(const QList<ProductId> &ids, bool membership);

    void setLocale(const QLocale &locale);
    /** Lets up to keptRows rows selected there keep their places in a new order. Not owned; null for none. */
    void followSelection(const QItemSelectionModel *selection) { m_selection = selection; }

    /** False while only the first rows are known. */
    bool isComplete() const { return m_complete; }
    /** True until the first answer to the present query has come. */
    bool isLoading() const { return m_loading; }
    ProductId idAt(int row) const;
    /** A shared list, never changed; take it for work on everything that matches. */
    IdList ids() const { return m_ids; }
    /** Nothing while the row is not in memory. */
    std::optional<CatalogRow> rowAt(int row) const;
    /** Row of an id; searches all of them, so only for single lookups. -1 when it is not there. */
    int rowOf(ProductId id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /** Shows the value at once and stores it; goes back and emits editNotStored() when that fails. */
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    /** Changes the query's order. */
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void queryChanged();
    void loadingChanged();
    /** The complete list of the present query is there. */
    void completed();
    /** A list or rows could not be read. Rows fail again and again while one looks at them: the first time is told. */
    void loadFailed(const listwright::Error &error);
    void edited(qint64 productId, listwright::ProductField field, qint64 changeSet);
    /** What was typed makes no sense. */
    void editFailed(qint64 productId, const listwright::Error &error);
    /** `value` was to take the place of `seen`, what the cell showed; both in the canonical text of productfield.h. */
    void editNotStored(qint64 productId, listwright::ProductField field, const QString &value, const QString &seen,
                       const listwright::Error &error);

private:
    struct Entry
    {
        CatalogRow row;
        quint64 generation = 0;
        quint64 request = 0; ///< number of the reading it came from
    };
    struct RowRequest
    {
        quint64 number = 0;
        quint64 generation = 0;
        QList<ProductId> ids;
        IdList list;
        int firstRow = -1; ///< -1 when the rows are no page of the list
    };
    struct Pending
    {
        CatalogColumn column;
        CatalogRow row;
    };

    void requestFirst();
    void requestAll();
    void onFirst(quint64 request, const Result<IdAnswer> &answer);
    void onAll(quint64 request, const Result<IdAnswer> &answer);
    void onFailed(const Error &error);
    void setLoading(bool loading);

    void show(const IdAnswer &answer);
    void showReordered(const IdAnswer &answer);
    bool showSmallDifference(const IdAnswer &answer);

    const CatalogRow *shownRow(ProductId id) const;
    const CatalogRow *rowOrRequest(int row) const;
    void want(int row) const;
    void requestWanted();
    void requestRows(const QList<ProductId> &ids, int firstRow);
    void onRows(const RowRequest &request, const Result<QList<CatalogRow>> &rows);
    void keepRows(const RowRequest &request, const QList<CatalogRow> &rows);
    void reloadCached(const QList<ProductId> &ids);
    void noteChanged(const QList<ProductId> &ids);
    QVariant display(const CatalogRow &row, CatalogColumn column, int role) const;
    std::vector<ProductId> keptIds() const;
    void addRowsOf(std::vector<ProductId> missing, QHash<ProductId, int> &rows) const;
    void finishEdit(ProductId id, CatalogColumn column, const QString &value, const QString &seen,
                    const Result<qint64> &outcome);
    void repaintRows();

    CatalogLoader m_loader;
    CatalogQuery m_query;
    QLocale m_locale;
    IdList m_ids;
    bool m_complete = false;
    bool m_loading = false;
    bool m_failed = false;    ///< the newest list could not be read
    bool m_replaceAll = true; ///< the next answer belongs to another query: no row of the old one stays
    quint64 m_request = 0;    ///< number of the newest id request; older answers are dropped
    std::stop_source m_stop;
    bool m_allRequested = false; ///< a complete list is being read
    bool m_refreshAgain = false; ///< asked for while one was being read
    QTimer m_refreshTimer;
    QElapsedTimer m_sinceRequest;
    qint64 m_lastDuration = 0; ///< milliseconds the last complete list took

    mutable QCache<ProductId, Entry> m_cache{cachedRows};
    mutable std::vector<int> m_wanted; ///< pages by number, the latest last
    mutable QTimer m_wantedTimer;
    QSet<int> m_underWay;                  ///< pages being read
    int m_rowReadings = 0;                 ///< under way
    quint64 m_rowRequest = 0;              ///< number of the newest reading of rows
    QHash<ProductId, quint64> m_changedAt; ///< newest reading when a product changed: that and older ones are stale
    bool m_rowsFailed = false;
    quint64 m_generation = 1; ///< entries of an older one are shown, but read again
    QHash<ProductId, Pending> m_pending;
    QPointer<const QItemSelectionModel> m_selection;
};

} // namespace listwright
