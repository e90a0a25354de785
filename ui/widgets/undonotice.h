// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/productrepository.h"
#include "ui/widgets/notifications.h"

namespace listwright {

/** What an undo came to, with those that were left alone. */
Notification undoNotice(const ChangeOutcome &outcome);

} // namespace listwright
