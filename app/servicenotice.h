// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace listwright {

/** Tells systemd how far a service is, "READY=1" or "STOPPING=1" (sd_notify(3)). Nothing where it did not start it. */
void tellServiceManager(const QByteArray &state);

} // namespace listwright
