// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/proposal.h"

namespace listwright {

/** How a model made a proposal, in one line: provider, model, prompt, tokens, cost, time; empty for the rules. */
QString makingText(const ProposalMaking &making);

} // namespace listwright
