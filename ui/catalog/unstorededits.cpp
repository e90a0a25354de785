// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/unstorededits.h"

#include "models/tables/whenfinished.h"
#include "services/storage/storage.h"
#include "ui/review/proposalsource.h"
#include "ui/widgets/notifications.h"

#include <QPointer>

namespace listwright {

namespace {

constexpr qsizetype quoted = 120; // characters of what was typed

QString written(const EditConflict &edit)
{
    return readableText(edit.field, edit.mine).left(quoted);
}

QString nameOf(const UnstoredEdit &kept)
{
    return kept.title.isEmpty() ? UnstoredEdits::tr("(no title)") : kept.title;
}

} // namespace

UnstoredEdits::UnstoredEdits(Storage &storage, Notifications &notifications, QObject *parent)
    : QObject(parent), m_storage(storage), m_notifications(notifications)
{
    connect(&m_storage, &Storage::stateChanged, this, [this](StorageState state) {
        if (state == StorageState::Open)
            tryAll();
    });
    // Something was stored, so that a full disk or a locked file is over.
    connect(&m_storage, &Storage::changed, this, [this] {
        if (m_trying == 0)
            tryAll();
    });
}

bool UnstoredEdits::isKept(const Error &error)
{
    return isTransient(error.code) || error.code == ErrorCode::StorageFull || error.code == ErrorCode::Io;
}

QList<UnstoredEdit>::iterator UnstoredEdits::find(ProductId product, const EditConflict &edit)
{
    return std::ranges::find_if(m_kept, [&](const UnstoredEdit &kept) {
        return kept.product == product && kept.edit.field == edit.field && kept.edit.marketplace == edit.marketplace;
    });
}

void UnstoredEdits::keep(UnstoredEdit edit, const Error &error)
{
    if (const auto seen = drop(edit.product, edit.edit))
        edit.edit.seen = *seen;
    edit.notification = tell(edit, error);
    m_kept.append(edit);
}

std::optional<QString> UnstoredEdits::drop(ProductId product, const EditConflict &edit)
{
    const auto kept = find(product, edit);
    if (kept == m_kept.end())
        return {};
    m_notifications.settle(kept->notification);
    const QString seen = kept->edit.seen;
    m_kept.erase(kept);
    return seen;
}

QList<EditConflict> UnstoredEdits::of(ProductId product) const
{
    QList<EditConflict> edits;
    for (const UnstoredEdit &kept : m_kept) {
        if (kept.product == product)
            edits.append(kept.edit);
    }
    return edits;
}

void UnstoredEdits::tryAll()
{
    const QList<UnstoredEdit> all = m_kept;
    for (const UnstoredEdit &kept : all)
        tryAgain(kept, true, false);
}

void UnstoredEdits::tryAgain(const UnstoredEdit &kept, bool compare, bool asked)
{
    const auto work = [id = kept.product, edit = kept.edit, compare](Database &database) {
        return storeEdit(database, id, edit, compare);
    };
    ++m_trying;
    whenFinished(m_storage.write(work), this, [this, kept, asked](const Result<ChangeOutcome> &outcome) {
        --m_trying;
        onTried(kept, asked, outcome);
    });
}

void UnstoredEdits::onTried(const UnstoredEdit &kept, bool asked, const Result<ChangeOutcome> &outcome)
{
    const auto present = find(kept.product, kept.edit);
    const bool isNewest = present != m_kept.end() && present->edit.mine == kept.edit.mine;
    if (!outcome && isKept(outcome.error())) {
        if (isNewest && asked)
            present->notification = tell(*present, outcome.error());
        return;
    }
    if (isNewest)
        drop(kept.product, kept.edit);
    if (outcome)
        Q_EMIT stored(kept.edit.field, outcome->changeSet);
    else if (outcome.error().code == ErrorCode::Conflict)
        tellConflict(kept);
    else
        m_notifications.error(outcome.error());
    Q_EMIT left(kept.product);
}

int UnstoredEdits::tell(const UnstoredEdit &kept, const Error &error)
{
    Notification notification;
    notification.kind = Notification::Kind::Error;
    notification.text = tr("%1 of “%2” is not stored yet.").arg(fieldLabel(kept.edit.field), nameOf(kept));
    notification.detail =
        QString(error.message + u'\n' + tr("“%1” is kept and stored when that is over.").arg(written(kept.edit)));
    notification.actionText = tr("Try again");
    notification.action = [self = QPointer(this), id = kept.product, edit = kept.edit] {
        if (!self)
            return;
        if (const auto present = self->find(id, edit); present != self->m_kept.end())
            self->tryAgain(*present, true, true);
    };
    return m_notifications.post(std::move(notification));
}

void UnstoredEdits::tellConflict(const UnstoredEdit &kept)
{
    Notification notification;
    notification.kind = Notification::Kind::Warning;
    notification.text = tr("%1 of “%2” was changed by somebody else before your edit could be stored.")
                            .arg(fieldLabel(kept.edit.field), nameOf(kept));
    notification.detail = tr("You wrote “%1”.").arg(written(kept.edit));
    notification.actionText = tr("Keep mine");
    notification.action = [self = QPointer(this), kept] {
        if (!self || self->find(kept.product, kept.edit) != self->m_kept.end())
            return; // typed anew since
        self->m_kept.append(kept);
        self->tryAgain(kept, false, true);
    };
    m_notifications.post(std::move(notification));
}

} // namespace listwright
