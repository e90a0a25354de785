// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"

#include <QDialog>

namespace listwright {

/** Version, licence and where things lie: what somebody who helps will ask for. */
class AboutDialog : public QDialog
{
    Q_OBJECT

public:
    AboutDialog(const Services &services, QWidget *parent);

private:
    /** The facts as lines of "name: value". */
    QList<std::pair<QString, QString>> facts() const;
    void copyFacts() const;

    Services m_services;
};

} // namespace listwright
