// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace listwright::bench {

/** The webhook's secret and the key of the REST API that servers are given by the benches. */
inline constexpr char sentSecret[] = "bench-secret";

/** Product `number` as a scraper sends it, about 800 bytes of JSON. The same number, the same product. */
QByteArray sentProduct(qint64 number);
/** Posts `count` products to the webhook, from `first` on; one is sent as an object, more as a list. */
QByteArray webhookRequest(qint64 first, int count, bool keepConnection);
/** Asks for a page of products; `cursor` is empty for the first. */
QByteArray pageRequest(const QByteArray &key, int limit, const QByteArray &cursor);
/** The cursor of the page behind this one; empty when it was the last. */
QByteArray nextCursor(const QByteArray &page);

} // namespace listwright::bench
