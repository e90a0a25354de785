// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/importsource.h"

namespace listwright {

class Settings;

/** What the person has set for files that say nothing else, as values for another thread. */
struct ImportDefaults
{
    QString currency;
    QString source;                      ///< empty = none set
    QString encoding;                    ///< empty = detect
    std::optional<DecimalStyle> decimal; ///< nothing = detect
};

ImportDefaults importDefaults(const Settings &settings);

/** How a file is read before the person has changed anything: detected, then as set. Blocks. */
Result<ImportPreview> firstPreview(const QString &fileName, const ImportDefaults &defaults);

} // namespace listwright
