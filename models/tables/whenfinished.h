// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>

namespace listwright {

/**
 * Calls `done` with the future's result in the receiver's thread, once, unless the receiver dies before. A watcher
 * parented to the receiver, because QFuture::then(context) aborts in Qt 6.4 when the context dies first.
 */
template <class T, class Done>
void whenFinished(const QFuture<T> &future, QObject *receiver, Done done)
{
    auto *watcher = new QFutureWatcher<T>(receiver);
    QObject::connect(watcher, &QFutureWatcherBase::finished, receiver, [watcher, done = std::move(done)]() mutable {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            done(watcher->result());
    });
    watcher->setFuture(future);
}

} // namespace listwright
