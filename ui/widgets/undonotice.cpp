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

int postUndoNotice(Notifications &notifications, const Result<ChangeOutcome> &undone)
{
    if (!undone) {
        // What was offered may have been undone elsewhere by now.
        const ErrorCode code = undone.error().code;
        return code == ErrorCode::NotFound || code == ErrorCode::Conflict
                   ? notifications.information(undone.error().message)
                   : notifications.error(undone.error());
    }
    const ChangeOutcome &outcome = *undone;
    notifications.undone(outcome.undone);
    Notification notification;
    notification.kind = outcome.conflicts > 0 ? Notification::Kind::Warning : Notification::Kind::Success;
    notification.text = UndoNotice::tr("Undone for %Ln product(s).", nullptr, static_cast<int>(outcome.changed));
    if (outcome.conflicts > 0)
        notification.detail = UndoNotice::tr("%Ln product(s) changed since and were left alone.", nullptr,
                                             static_cast<int>(outcome.conflicts));
    return notifications.post(std::move(notification));
}

} // namespace listwright
