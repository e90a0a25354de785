// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/takeback.h"

#include "services/storage/storage.h"

namespace listwright {

namespace {

struct TakeBack
{
    Q_DECLARE_TR_FUNCTIONS(TakeBack)
};

} // namespace

Result<ChangeOutcome> takeBack(Storage &storage, const QList<qint64> &changeSets, const std::stop_token &stop,
                               const std::function<void(qsizetype done)> &progress)
{
    ChangeOutcome total;
    for (qsizetype i = changeSets.size() - 1; i >= 0 && !stop.stop_requested(); --i) {
        const auto undone = storage
                                .write([set = changeSets.at(i)](Database &database) {
                                    return ProductRepository(database).undo(set, QStringLiteral("user"));
                                })
                                .result();
        if (!undone)
            return failure(undone.error());
        total.changeSet = undone->changeSet;
        total.changed += undone->changed;
        total.conflicts += undone->conflicts;
        total.missing += undone->missing;
        if (progress)
            progress(changeSets.size() - i);
    }
    return total;
}

Result<QList<qint64>> newestChangeSets(Storage &storage)
{
    auto sets =
        storage.read([](Database &database) { return ProductRepository(database).latestChangeSets(); }).result();
    if (sets && sets->isEmpty())
        return failure(ErrorCode::NotFound, TakeBack::tr("There is nothing to undo."));
    return sets;
}

} // namespace listwright
