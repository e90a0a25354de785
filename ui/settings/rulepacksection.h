// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingssection.h"

namespace listwright {

/** Which marketplaces' rules are in use and how old they are. */
class RulePackSection : public SettingsSection
{
    Q_OBJECT

public:
    explicit RulePackSection(const Services &services, QWidget *parent = nullptr);

private:
    void addTable();
    void addProblems();
};

} // namespace listwright
