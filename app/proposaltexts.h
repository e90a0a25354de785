// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"
#include "models/domain/proposal.h"

#include <QHash>
#include <QJsonObject>

/** Proposals as the command line shows them. */
namespace listwright::proposaltexts {

QJsonObject json(const Proposal &proposal);
/** `changed`: what stands there today where that is not what was proposed from. */
void show(Console &console, const Proposal &proposal, const QHash<ProductField, QString> &changed);
/** What keeps it from being accepted unseen: each problem and mark of those fields of it. */
void showMarked(Console &console, const Proposal &proposal, const QList<ProposedField> &marked);

} // namespace listwright::proposaltexts
