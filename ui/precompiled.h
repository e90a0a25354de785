// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// As cmake/precompiled.h, with the widgets.
#pragma once

#include "cmake/precompiled.h"

#include <QtWidgets>
