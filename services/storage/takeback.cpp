// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/takeback.h"

#include "services/storage/storage.h"
#include "services/storage/uuid7.h"

namespace listwright {

namespace {

struct TakeBack
{
    Q_DECLARE_TR_FUNCTIONS(TakeBack)
};

Result<QList<qint64>> orNothing(Result<QList<qint64>> sets)
{
    if (sets && sets->isEmpty())
        return failure(ErrorCode::NotFound, TakeBack::tr("There is nothing to undo."));
    return sets;
}

} // namespace

Result<ChangeOutcome> takeBack(Storage &storage, const QList<qint64> &changeSets, const std::stop_token &stop,
                               const std::function<void(qsizetype done)> &progress)
{
    ChangeOutcome total;
    const QString run = changeSets.size() > 1 ? newUuid7().toString(QUuid::WithoutBraces) : QString();
    for (qsizetype i = changeSets.size() - 1; i >= 0 && !stop.stop_requested(); --i) {
        const auto undone = storage
                                .write([set = changeSets.at(i), run](Database &database) {
                                    return ProductRepository(database).undo(set, QStringLiteral("user"), run);
                                })
                                .result();
        if (!undone)
            return failure(undone.error());
        total.changeSet = undone->changeSet;
        total.changed += undone->changed;
        total.conflicts += undone->conflicts;
        total.missing += undone->missing;
        total.undone.append(changeSets.at(i));
        if (progress)
            progress(changeSets.size() - i);
    }
    return total;
}

Result<QList<qint64>> newestChangeSets(Storage &storage)
{
    return orNothing(
        storage.read([](Database &database) { return ProductRepository(database).latestChangeSets(); }).result());
}

Result<QList<qint64>> changeSetsOfAction(Storage &storage, qint64 changeSet)
{
    return storage.read([changeSet](Database &database) { return ProductRepository(database).sameAction(changeSet); })
        .result();
}

Result<QList<qint64>> changeSetsOfRun(Storage &storage, const QString &run)
{
    return orNothing(
        storage.read([run](Database &database) { return ProductRepository(database).changeSetsOfRun(run); }).result());
}

} // namespace listwright
