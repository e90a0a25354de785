// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/productrepository.h"
#include "ui/widgets/notifications.h"

namespace listwright {

/** Says what an undo came to, with those that were left alone, in place of what offered it; the message's id. */
int postUndoNotice(Notifications &notifications, const Result<ChangeOutcome> &undone);

} // namespace listwright
