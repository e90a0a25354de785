// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/proposal.h"
#include "services/storage/database.h"

namespace listwright::proposalrows {

/** "SELECT … FROM proposals ", as read() wants it. */
QString selectSql();
/** Reads for changing: nobody else decides on the rows before the transaction ends. Empty where that is so anyway. */
QString lockSql(const Database &database);
Proposal read(const Database &database, const Query &row);

/** Locked where the connection may write; NotFound when it is gone. */
Result<Proposal> find(Database &database, qint64 id);
/** Those that still exist, by their ids; locked in the same way. */
Result<QHash<qint64, Proposal>> findMany(Database &database, const QList<qint64> &ids);

/** Open while a field is; otherwise by what became of the fields. */
ProposalState stateOf(const QList<ProposedField> &fields);
/** Writes the fields, the state that follows from them, and the reason. */
Result<void> saveDecisions(Database &database, const Proposal &proposal);

} // namespace listwright::proposalrows
