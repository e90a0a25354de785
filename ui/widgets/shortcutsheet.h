// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/commandpalette.h"

#include <QDialog>

namespace listwright {

/** All shortcuts, grouped by menu or page. */
class ShortcutSheet : public QDialog
{
    Q_OBJECT

public:
    ShortcutSheet(const QList<WindowCommand> &commands, QWidget *parent);
};

} // namespace listwright
