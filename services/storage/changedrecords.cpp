// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/changedrecords.h"

#include "models/domain/productfield.h"
#include "services/storage/jobrows.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

QString changesSql()
{
    QStringList fields;
    for (const ProductField field :
         {ProductField::Mpn, ProductField::TitleOriginal, ProductField::DescriptionOriginal, ProductField::BulletPoints,
          ProductField::Category, ProductField::Brand, ProductField::Condition, ProductField::Attributes,
          ProductField::Images, ProductField::Variants})
        fields.append(u'\'' + fieldName(field) + u'\'');
    return u"SELECT l.product_id, l.field, l.before, l.after, l.at, s.kind, p.revision FROM change_log l "
           "JOIN change_sets s ON s.id = l.change_set_id JOIN products p ON p.id = l.product_id "
           "WHERE l.marketplace = '' AND l.at >= :since AND l.field IN (%1) AND "_s.arg(fields.join(u", "));
}

/** What became of one field since a proposal was made. */
struct FieldSince
{
    QString first;
    QString last;
    bool byOthers = false; ///< than proposals
};

using RecordSince = QHash<QString, FieldSince>; ///< by field

bool isAnother(const RecordSince &record)
{
    return std::any_of(record.begin(), record.end(),
                       [](const FieldSince &field) { return field.byOthers && field.first != field.last; });
}

} // namespace

Result<void> findChangedRecords(Database &database, const QList<Proposal *> &proposals)
{
    static const QString changes = changesSql();
    QHash<ProductId, QList<Proposal *>> ofProduct;
    QDateTime since;
    for (Proposal *proposal : proposals) {
        if (proposal->state != ProposalState::Open)
            continue;
        ofProduct[proposal->productId].append(proposal);
        since = since.isValid() ? std::min(since, proposal->createdAt) : proposal->createdAt;
    }
    if (ofProduct.isEmpty())
        return {};
    const jobrows::IdList products(database, ofProduct.keys());
    Query query(database, changes + products.among(u"l.product_id"_s) + u" ORDER BY l.id", products.use());
    query.bind(u":since"_s, database.timeValue(since));
    products.bindTo(query);
    if (auto ran = query.run(); !ran)
        return ran;
    QHash<Proposal *, RecordSince> records;
    while (query.next()) {
        const QDateTime at = database.timeFrom(query.value(4));
        for (Proposal *proposal : ofProduct.value(query.number(0))) {
            // A change within the same millisecond may have come before it, but then the product is the one it is
            // about.
            if (at < proposal->createdAt || query.number(6) == proposal->baseRevision)
                continue;
            RecordSince &record = records[proposal];
            if (!record.contains(query.text(1)))
                record.insert(query.text(1), {query.text(2), {}, false});
            FieldSince &field = record[query.text(1)];
            field.last = query.text(3);
            field.byOthers = field.byOthers || query.text(5) != u"optimization";
        }
    }
    for (auto record = records.cbegin(); record != records.cend(); ++record)
        record.key()->recordChanged = isAnother(*record);
    const auto error = query.error();
    return error ? Result<void>(failure(*error)) : Result<void>();
}

} // namespace listwright
