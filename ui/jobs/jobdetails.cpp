// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/jobdetails.h"

#include "services/optimizing/jobvalues.h"
#include "ui/activity/activitymodels.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QScrollBar>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longest = 300; // characters of one value; the rest is of no use here

QString momentOf(const QDateTime &moment)
{
    return momentText(moment, QDateTime::currentDateTimeUtc());
}

class DetailsText
{
public:
    DetailsText(const Tokens &tokens, QString marketplace) : m_tokens(tokens), m_marketplace(std::move(marketplace)) {}

    void headline(const QString &text)
    {
        m_html += u"<h4 style='margin-bottom:4px'>%1</h4>"_s.arg(text.toHtmlEscaped());
    }
    void row(const QString &name, const QString &value)
    {
        if (value.isEmpty())
            return;
        const QString shown = value.size() > longest ? value.left(longest) + u'…' : value;
        m_html += u"<p style='margin:2px 0'><span style='color:%1'>%2:</span> %3</p>"_s.arg(
            m_tokens.textMuted.name(), name.toHtmlEscaped(), shown.toHtmlEscaped().replace(u'\n', u"<br>"_s));
    }
    void rows(const QJsonObject &object)
    {
        for (const auto &[name, value] : readableValues(object, m_marketplace))
            row(name, value);
    }
    void error(const QString &head, const QString &text)
    {
        m_html +=
            u"<p style='margin:4px 0'><span style='color:%1'>%2</span><br><span style='color:%3'>%4</span></p>"_s.arg(
                m_tokens.textMuted.name(), head.toHtmlEscaped(), m_tokens.danger.name(), text.toHtmlEscaped());
    }
    QString html() const { return m_html; }

private:
    const Tokens &m_tokens;
    QString m_marketplace; ///< by name
    QString m_html;
};

} // namespace

JobDetails::JobDetails(QWidget *parent) : QTextBrowser(parent)
{
    setObjectName(u"jobDetailsTextBrowser"_s);
    setAccessibleName(tr("Details of the job"));
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    document()->setDocumentMargin(spacing::medium);
    setPlaceholderText(tr("Choose a job to see what it was asked for, its attempts and what came out."));
}

void JobDetails::showJob(const JobRow &row, const QString &bulkTitle)
{
    if (m_row == row && m_bulkTitle == bulkTitle)
        return;
    const bool same = m_row && m_row->job.id == row.job.id;
    const int place = verticalScrollBar()->value();
    m_row = row;
    m_bulkTitle = bulkTitle;
    showHtml();
    if (same)
        verticalScrollBar()->setValue(place);
}

void JobDetails::clearJob()
{
    m_row.reset();
    clear();
}

void JobDetails::showHtml()
{
    if (m_row)
        setHtml(html());
}

QString JobDetails::html() const
{
    const Job &job = m_row->job;
    DetailsText page(tokens(this), m_row->marketplace);
    page.headline(m_row->product.isEmpty() ? jobKindText(job.kind)
                                           : tr("%1: %2").arg(jobKindText(job.kind), m_row->product));
    page.row(tr("Number"), QLocale().toString(job.id));
    page.row(tr("State"), job.state == JobState::Running ? tr("%1, %2 %").arg(jobStateText(job.state)).arg(job.progress)
                                                         : jobStateText(job.state));
    page.row(tr("Bulk job"), m_bulkTitle);
    page.row(tr("Queued"), momentOf(job.createdAt));
    if (job.startedAt)
        page.row(tr("Last begun"), momentOf(*job.startedAt));
    if (job.state == JobState::Pending && job.runAfter > QDateTime::currentDateTimeUtc())
        page.row(tr("Tried again"), momentOf(job.runAfter));
    if (job.finishedAt)
        page.row(tr("Ended"), momentOf(*job.finishedAt));
    if (job.startedAt && job.finishedAt)
        page.row(tr("Took"), durationText(job.startedAt->msecsTo(*job.finishedAt)));
    page.row(tr("Worked on by"), job.state == JobState::Running ? job.leaseOwner : QString());
    page.row(tr("Attempts"), tr("%1 of %2", "attempts").arg(job.attempts).arg(job.maxAttempts));
    for (const JobError &error : job.errors)
        page.error(tr("Attempt %1 failed, %2").arg(error.attempt).arg(momentOf(error.at)), error.message);
    if (!job.payload.isEmpty()) {
        page.headline(tr("Asked for"));
        page.rows(job.payload);
    }
    if (!job.result.isEmpty()) {
        page.headline(tr("Result"));
        page.rows(job.result);
    }
    return page.html();
}

void JobDetails::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showHtml();
}

} // namespace listwright
