// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"
#include "models/domain/proposal.h"

namespace listwright {

/**
 * Accepts or rejects the proposals of these numbers; without numbers the open ones that --marketplace, --clean and
 * --all mean. What has problems or marks is accepted with --with-marks only. The exit code.
 */
int runProposalDecision(CommandContext &context, const QList<qint64> &ids, FieldDecision decision);

} // namespace listwright
