// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/jobmodel.h"

#include <QTextBrowser>

namespace listwright {

/** One job in words: what was asked for, each attempt with its error, what came out and what it cost. */
class JobDetails : public QTextBrowser
{
    Q_OBJECT

public:
    explicit JobDetails(QWidget *parent = nullptr);

    void showJob(const JobRow &row, const QString &bulkTitle);
    void clearJob();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showHtml();
    QString html() const;

    std::optional<JobRow> m_row;
    QString m_bulkTitle;
};

} // namespace listwright
