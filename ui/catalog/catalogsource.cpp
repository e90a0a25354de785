// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/catalogsource.h"

#include "models/domain/changesummary.h"
#include "services/storage/productrepository.h"
#include "services/storage/storage.h"

namespace listwright {

using namespace Qt::StringLiterals;

CatalogLoader catalogLoader(Storage &storage)
{
    CatalogLoader loader;
    loader.loadIds = [&storage](const IdRequest &request, std::stop_token stop) {
        const auto work = [request](Database &database) {
            return CatalogReader(database).ids(request.query, request.limit).map([&](std::vector<ProductId> ids) {
                return arrangeIds(std::move(ids), request);
            });
        };
        return storage.read(work, std::move(stop));
    };
    loader.loadRows = [&storage](const QList<ProductId> &ids) {
        return storage.read([ids](Database &database) { return CatalogReader(database).rows(ids); });
    };
    loader.edit = [&storage](ProductId id, ProductField field, const QString &value, qint64 revision) {
        FieldChange change{id, field, value, {}};
        if (revision > 0)
            change.expectedRevision = revision;
        const ChangeOrigin origin{ChangeOrigin::Kind::Edit, u"user"_s,
                                  changeSummary(ChangeSummary::Edited, fieldName(field))};
        return storage.write([change, origin](Database &database) {
            return ProductRepository(database).change({change}, origin).map([](const ChangeOutcome &outcome) {
                return outcome.changeSet;
            });
        });
    };
    return loader;
}

QFuture<Result<CatalogCounts>> loadCounts(Storage &storage, const CatalogQuery &query, std::stop_token stop)
{
    return storage.read([query](Database &database) { return CatalogReader(database).counts(query); }, std::move(stop));
}

QFuture<Result<FilterValues>> loadFilterValues(Storage &storage, const CatalogQuery &query, CatalogColumn column,
                                               const QString &words, int limit, std::stop_token stop)
{
    const auto work = [=](Database &database) { return CatalogReader(database).values(query, column, words, limit); };
    return storage.read(work, std::move(stop));
}

} // namespace listwright
