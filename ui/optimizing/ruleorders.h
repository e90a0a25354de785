// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/rulejobs.h"
#include "ui/services.h"

#include <QObject>
#include <QTimer>

namespace listwright {

/** Follows orders to the built-in rules until they are done, wherever their jobs are worked on. GUI thread. */
class RuleOrders : public QObject
{
    Q_OBJECT

public:
    explicit RuleOrders(const Services &services, QObject *parent = nullptr);

    void follow(qint64 bulkJobId);

Q_SIGNALS:
    /** Nothing of it is pending or running any more. */
    void finished(const listwright::RuleOrderState &state);

private:
    void look();
    void onRead(const QList<RuleOrderState> &states);

    Storage *m_storage;
    QList<qint64> m_followed;
    QTimer m_soon; ///< after this process has worked on jobs
    QTimer m_poll; ///< others may, too
    bool m_reading = false;
};

} // namespace listwright
