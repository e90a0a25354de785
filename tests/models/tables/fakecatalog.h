// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/catalogmodel.h"

#include <QPromise>
#include <QTest>

#include <numeric>

namespace listwright::test {

using namespace Qt::StringLiterals;

/** Answers when the test says so, in any order. */
class FakeCatalog
{
public:
    struct IdQuestion
    {
        IdRequest request;
        std::stop_token stop;
        std::shared_ptr<QPromise<Result<IdAnswer>>> promise;
    };
    struct RowQuestion
    {
        QList<ProductId> ids;
        std::shared_ptr<QPromise<Result<QList<CatalogRow>>>> promise;
    };
    struct EditQuestion
    {
        ProductId id;
        ProductField field;
        QString value;
        qint64 revision;
        std::shared_ptr<QPromise<Result<qint64>>> promise;
    };

    CatalogLoader loader()
    {
        CatalogLoader loader;
        loader.loadIds = [this](const IdRequest &request, std::stop_token stop) {
            idQuestions.append({request, stop, started<Result<IdAnswer>>()});
            return idQuestions.last().promise->future();
        };
        loader.loadRows = [this](const QList<ProductId> &asked) {
            rowQuestions.append({asked, started<Result<QList<CatalogRow>>>()});
            ++rowRequests;
            auto future = rowQuestions.last().promise->future();
            if (answersRows)
                answerRows();
            return future;
        };
        loader.edit = [this](ProductId id, ProductField field, const QString &value, qint64 revision) {
            edits.append({id, field, value, revision, started<Result<qint64>>()});
            return edits.last().promise->future();
        };
        return loader;
    }

    void answerIds(qsizetype question = 0)
    {
        const IdQuestion asked = idQuestions.takeAt(question);
        std::vector<ProductId> found = ids;
        if (asked.request.limit && found.size() > static_cast<size_t>(*asked.request.limit))
            found.resize(static_cast<size_t>(*asked.request.limit));
        asked.promise->addResult(arrangeIds(std::move(found), asked.request));
        asked.promise->finish();
    }

    void failIds(ErrorCode code)
    {
        const IdQuestion asked = idQuestions.takeFirst();
        asked.promise->addResult(failure(code, u"The disk is full."_s));
        asked.promise->finish();
    }

    /** With the titles that are set at this moment. */
    void answerRows(qsizetype question = 0)
    {
        const RowQuestion asked = rowQuestions.takeAt(question);
        QList<CatalogRow> rows;
        for (const ProductId id : asked.ids) {
            if (!gone.contains(id))
                rows.append(row(id));
        }
        asked.promise->addResult(rows);
        asked.promise->finish();
    }

    void failRows(ErrorCode code)
    {
        const RowQuestion asked = rowQuestions.takeFirst();
        asked.promise->addResult(failure(code, u"The server is away."_s));
        asked.promise->finish();
    }

    void finishEdit(const Result<qint64> &outcome)
    {
        const EditQuestion asked = edits.takeFirst();
        asked.promise->addResult(outcome);
        asked.promise->finish();
    }

    CatalogRow row(ProductId id) const
    {
        CatalogRow made;
        made.id = id;
        made.revision = 7;
        made.title = titles.value(id, u"Product %1"_s.arg(id));
        made.price = Money(109900, *Currency::parse(u"EUR"));
        made.quantity = 1234;
        made.score = 42;
        made.status = ProductStatus::Optimized;
        return made;
    }

    std::vector<ProductId> ids;
    QHash<ProductId, QString> titles;
    QSet<ProductId> gone; ///< listed, but not to be read any more
    bool answersRows = true;
    int rowRequests = 0;
    QList<IdQuestion> idQuestions;
    QList<RowQuestion> rowQuestions;
    QList<EditQuestion> edits;

private:
    template <class T>
    static std::shared_ptr<QPromise<T>> started()
    {
        auto promise = std::make_shared<QPromise<T>>();
        promise->start();
        return promise;
    }
};

inline std::vector<ProductId> numbers(size_t count, ProductId first = 1)
{
    std::vector<ProductId> ids(count);
    std::iota(ids.begin(), ids.end(), first);
    return ids;
}

/** Lets everything that is already queued, and the timers due now, happen. */
inline void settle()
{
    bool done = false;
    QTimer::singleShot(30, [&done] { done = true; });
    QTRY_VERIFY(done);
}

} // namespace listwright::test
