// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/validationrun.h"

#include <QWidget>

class QLabel;
class QTreeWidget;

namespace listwright {

/** What a validation of many products found; choosing a product opens it. */
class ValidationPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ValidationPanel(QWidget *parent = nullptr);

    void show(const ValidationSummary &summary, const RulePack &pack);

Q_SIGNALS:
    void productRequested(qint64 productId);
    void closeRequested();

private:
    QLabel *m_headline;
    QLabel *m_counts;
    QTreeWidget *m_tree;
};

} // namespace listwright
