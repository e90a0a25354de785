// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QFileDevice>

#include <memory>

namespace listwright {

/**
 * Opens a file that appears under its name only with commitOutput(); "-" is standard output. Pipes and devices are
 * written directly: renaming a finished file over one would destroy it.
 */
Result<std::unique_ptr<QFileDevice>> openOutput(const QString &name);
Result<void> commitOutput(QFileDevice &device);

} // namespace listwright
