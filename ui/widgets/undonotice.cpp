// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/undonotice.h"

namespace listwright {

namespace {

struct UndoNotice
{
    Q_DECLARE_TR_FUNCTIONS(UndoNotice)
};

} // namespace

Notification undoNotice(const ChangeOutcome &outcome)
{
    Notification notification;
    notification.kind = outcome.conflicts > 0 ? Notification::Kind::Warning : Notification::Kind::Success;
    notification.text = UndoNotice::tr("Undone for %n product(s).", nullptr, static_cast<int>(outcome.changed));
    if (outcome.conflicts > 0)
        notification.detail = UndoNotice::tr("%n product(s) changed since and were left alone.", nullptr,
                                             static_cast<int>(outcome.conflicts));
    return notification;
}

} // namespace listwright
