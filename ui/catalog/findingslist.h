// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/listing/rulepack.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace listwright {

/** What a marketplace's rules have against a product, each with “Show” and, where it is mechanical, “Fix”. */
class FindingsList : public QWidget
{
    Q_OBJECT

public:
    static constexpr qsizetype shown = 50;

    explicit FindingsList(QWidget *parent = nullptr);

    /** Without a pack the list asks to choose a marketplace. */
    void setFindings(const QList<Finding> &findings, const std::shared_ptr<const RulePack> &pack);

Q_SIGNALS:
    void fixRequested(const listwright::Finding &finding);
    void showRequested(const listwright::Finding &finding);

private:
    QWidget *createRow(const Finding &finding);

    QLabel *m_headline;
    QLabel *m_more;
    QVBoxLayout *m_rows;
    QList<QWidget *> m_widgets;
};

} // namespace listwright
