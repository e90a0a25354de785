// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <QMessageBox>

namespace listwright {

/** Whether to open a catalog that another program has open, to look at it only. */
class ReadOnlyQuestion : public QMessageBox
{
    Q_DECLARE_TR_FUNCTIONS(Window) // the name its texts are translated under

public:
    explicit ReadOnlyQuestion(const Error &problem, QWidget *parent = nullptr);

    /** Once it was answered; closing it says no. */
    bool opensReadOnly() const;

private:
    QPushButton *m_readOnly = nullptr;
};

} // namespace listwright
