// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingssection.h"

namespace listwright {

/** The sections that hold nothing but bound settings. */
class MarketplaceSection : public SettingsSection
{
    Q_OBJECT

public:
    explicit MarketplaceSection(const Services &services, QWidget *parent = nullptr);
};

class ImportSection : public SettingsSection
{
    Q_OBJECT

public:
    explicit ImportSection(const Services &services, QWidget *parent = nullptr);
};

class AppearanceSection : public SettingsSection
{
    Q_OBJECT

public:
    explicit AppearanceSection(const Services &services, QWidget *parent = nullptr);
};

} // namespace listwright
