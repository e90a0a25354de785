// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/proposal.h"

#include <QJsonArray>

/** The JSON forms of a proposal's parts: how the database keeps them, and how the command line shows them. */
namespace listwright::proposaljson {

QString decisionName(FieldDecision decision); ///< "open", "accepted", "rejected"
FieldDecision decisionFrom(const QString &name);

QJsonArray array(const QList<ProposedField> &fields);
QJsonObject object(const ProposalMaking &making);

QByteArray toJson(const QList<ProposedField> &fields);
/** What cannot be read is left out: the newer program that wrote it knows more. */
QList<ProposedField> fieldsFrom(const QString &json);
/** Empty for the built-in rules, which cost nothing and ask nobody. */
QByteArray toJson(const ProposalMaking &making);
ProposalMaking makingFrom(const QString &json);

} // namespace listwright::proposaljson
