// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/catalog/productsession.h"

namespace listwright {

class Notifications;

/** What a person typed while the database could not be written. */
struct UnstoredEdit
{
    ProductId product = 0;
    QString title; ///< of the product, for messages
    EditConflict edit;
    int notification = 0; ///< that offers to try it again
};

/**
 * Edits that could not be stored because a server was away, a disk full or the like: kept, told with their product and
 * field, and tried again when the server is back, something else was stored, or the person says so. GUI thread.
 */
class UnstoredEdits : public QObject
{
    Q_OBJECT

public:
    UnstoredEdits(Storage &storage, Notifications &notifications, QObject *parent = nullptr);

    /** Whether what failed with the error may be stored as it is later. */
    static bool isKept(const Error &error);
    /** Takes the place of an earlier one of the same field, which nobody wants any more. */
    void keep(UnstoredEdit edit, const Error &error);
    /** The field was edited anew; what stood in it before the first edit of it that was not stored, if there is one. */
    std::optional<QString> drop(ProductId product, const EditConflict &edit);
    QList<EditConflict> of(ProductId product) const;
    qsizetype count() const { return m_kept.size(); }

Q_SIGNALS:
    void stored(listwright::ProductField field, qint64 changeSet);
    /** One of the product's edits is not kept any more. */
    void left(qint64 product);

private:
    QList<UnstoredEdit>::iterator find(ProductId product, const EditConflict &edit);
    void tryAll();
    void tryAgain(const UnstoredEdit &kept, bool compare, bool asked);
    void onTried(const UnstoredEdit &kept, bool asked, const Result<ChangeOutcome> &outcome);
    int tell(const UnstoredEdit &kept, const Error &error);
    void tellConflict(const UnstoredEdit &kept);

    Storage &m_storage;
    Notifications &m_notifications;
    QList<UnstoredEdit> m_kept;
    int m_trying = 0; ///< attempts under way
};

} // namespace listwright
