// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/listing/rulepack.h"

namespace listwright {

class JobRunner;
class Notifications;
class RateLimits;
class ReceiverControl;
class RunningTasks;
class SecretStore;
class Settings;
class Spending;
class Storage;

/**
 * What the window works with. Nothing here is owned; the composition root keeps everything alive longer than the
 * window. Passed by value through the constructors of pages and dialogs; all pointers that are not
 * said to be null are set by then.
 */
struct Services
{
    Storage *storage = nullptr;
    Settings *settings = nullptr;
    SecretStore *secrets = nullptr;      ///< null where none could be opened
    JobRunner *jobs = nullptr;           ///< null where the catalog is read-only
    ReceiverControl *receiver = nullptr; ///< null where the catalog is read-only
    RateLimits *limits = nullptr;        ///< how much providers may be asked; null only where nobody asks
    Spending *spending = nullptr;        ///< what this process asks of models counts there; null = each trial by itself
    RulePacks rulePacks{};
    Notifications *notifications = nullptr; ///< set by the main window, which owns it
    RunningTasks *tasks = nullptr;          ///< set by the main window, which owns it
};

} // namespace listwright
