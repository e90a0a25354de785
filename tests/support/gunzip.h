// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace listwright::test {

/** What gzip made the bytes of; empty where it made no such bytes. */
QByteArray gunzipped(QByteArray bytes);

} // namespace listwright::test
