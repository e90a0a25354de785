// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/productbelongings.h"
#include "services/storage/productrepository.h"

#include <QSet>

namespace listwright {

class ChangeLog;

/**
 * Takes a change set back, newest line first: a deleted product returns with its id, its listings and its proposals
 * (and goes again when that is taken back), a field gets its old value where nobody changed it since, and the proposal
 * it came from is open again, as is one that was rejected; products an import made are deleted where nobody changed
 * them since; what was changed and taken back does not count. A set of which nothing could be taken back can be tried
 * again. Products made by an import go in steps of their own transactions, since there may be millions; everything else
 * is one transaction.
 */
class Undo
{
    Q_DECLARE_TR_FUNCTIONS(Undo)

public:
    Undo(Database &database, qint64 changeSet, QString actor, QString run);
    Result<ChangeOutcome> run();

private:
    struct Line
    {
        ProductId productId;
        QString marketplace;
        QString field;
        QString before;
        QString after;
    };

    Result<void> readSet();
    Result<QList<Line>> readLines();
    Result<void> takeBackLines(const QList<Line> &lines, ChangeLog &log);
    /** All lines of one product, whose score follows its listings. */
    Result<void> takeBackScored(const QList<Line> &lines, ChangeLog &log);
    static bool isOfListing(const Line &line);
    Result<void> takeBackProduct(const QList<Line> &lines, ChangeLog &log);
    Result<void> restoreProduct(const Line &line, ChangeLog &log);
    Result<void> deleteAgain(const Line &line, ChangeLog &log);
    Result<void> takeBackFields(ProductId id, const QList<Line> &lines, ChangeLog &log);
    Result<void> takeBackListing(const Line &line, ChangeLog &log);
    /** An acceptance where the value it brought was taken back; a rejection, which brought none, at once. */
    Result<void> takeBackDecision(const Line &line, ChangeLog &log);
    Result<void> deleteImported();
    Result<void> readStatedAgain();

    Database &m_database;
    qint64 m_set;
    QString m_actor;
    QString m_run;
    ProductBelongings m_belongings;
    QString m_summary;
    std::optional<qint64> m_importJob;
    ChangeOutcome m_outcome;
    QSet<ProductId> m_statedAgain; ///< made by the import and changed by it as well, in another record of its file
    QSet<std::pair<QString, QString>> m_takenBack; ///< marketplace and field, of the product under way
};

} // namespace listwright
