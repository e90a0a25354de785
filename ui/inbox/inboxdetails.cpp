// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/inbox/inboxdetails.h"

#include "services/intake/intakeanswer.h"
#include "ui/activity/activitymodels.h"
#include "ui/inbox/payloadtext.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QFontDatabase>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int acceptedStatus = 202;
constexpr qsizetype mostItems = 200;

struct Lines
{
    const Tokens &tokens;
    QString html;

    void pair(const QString &name, const QString &value)
    {
        if (!value.isEmpty())
            html += u"<p style='margin:2px 0'><span style='color:%1'>%2:</span> %3</p>"_s.arg(
                tokens.textMuted.name(), name.toHtmlEscaped(), value.toHtmlEscaped());
    }
};

QPlainTextEdit *textView(const QString &name, const QString &accessibleName, QWidget *parent)
{
    auto *view = new QPlainTextEdit(parent);
    view->setObjectName(name);
    view->setAccessibleName(accessibleName);
    view->setReadOnly(true);
    view->setFrameShape(QFrame::NoFrame);
    view->setTabChangesFocus(true);
    view->setLineWrapMode(QPlainTextEdit::NoWrap);
    view->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    return view;
}

QString outcomeText(const QString &outcome)
{
    if (outcome == u"created")
        return InboxDetails::tr("New");
    if (outcome == u"updated")
        return InboxDetails::tr("Changed");
    return outcome == u"unchanged" ? InboxDetails::tr("Unchanged") : InboxDetails::tr("Wrong");
}

/** "gtin: The check digit is wrong." each. */
QStringList problemsOf(const QJsonArray &problems)
{
    QStringList lines;
    for (const auto &value : problems) {
        const QJsonObject problem = value.toObject();
        const QString field = problem.value(u"field"_s).toString();
        const QString message = problem.value(u"message"_s).toString();
        lines.append(field.isEmpty() ? message : u"%1: %2"_s.arg(field, message));
    }
    return lines;
}

QString itemHtml(const QJsonObject &item, const Tokens &tokens)
{
    const bool wrong = item.value(u"outcome"_s).toString() == u"failed";
    const QString id = item.value(u"source_id"_s).toString();
    const QString name = id.isEmpty() ? InboxDetails::tr("Product %L1").arg(item.value(u"index"_s).toInt() + 1) : id;
    QString html = u"<p style='margin:4px 0'><span style='color:%1'>%2</span> "_s.arg(
        (wrong ? tokens.danger : tokens.textMuted).name(),
        outcomeText(item.value(u"outcome"_s).toString()).toHtmlEscaped());
    html += item.contains(u"id"_s)
                ? u"<a href='product:%1'>%2</a>"_s.arg(item.value(u"id"_s).toInteger()).arg(name.toHtmlEscaped())
                : name.toHtmlEscaped();
    const QStringList problems =
        problemsOf(item.value(u"errors"_s).toArray()) + problemsOf(item.value(u"warnings"_s).toArray());
    for (const QString &problem : problems)
        html += u"<br>"_s + problem.toHtmlEscaped();
    return html + u"</p>"_s;
}

} // namespace

ShownRequest shownRequest(const WebhookEvent &event)
{
    return {event, payloadText(event.body), payloadText(event.answer), intakeanswer::itemsOf(event.answer)};
}

InboxDetails::InboxDetails(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
    , m_products(new QTextBrowser(this))
    , m_body(textView(u"requestBodyPlainTextEdit"_s, tr("What was sent"), this))
    , m_answer(textView(u"requestAnswerPlainTextEdit"_s, tr("What was answered"), this))
    , m_later(new QLabel(tr("It was answered with 202: a job imports its products. What became of them:"), this))
    , m_placeholder(new QLabel(tr("Choose a request to see what came and what became of it."), this))
{
    setObjectName(u"inboxDetails"_s);
    m_products->setObjectName(u"requestProductsTextBrowser"_s);
    m_products->setAccessibleName(tr("Products of the request"));
    m_products->setFrameShape(QFrame::NoFrame);
    m_products->setOpenLinks(false);
    m_products->document()->setDocumentMargin(spacing::medium);
    connect(m_products, &QTextBrowser::anchorClicked, this,
            [this](const QUrl &link) { Q_EMIT productRequested(link.path().toLongLong()); });
    m_tabs->setObjectName(u"inboxDetailsTabWidget"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_products, tr("Products"));
    m_tabs->addTab(m_body, tr("Sent"));
    m_tabs->addTab(createAnswer(), tr("Answer"));
    m_placeholder->setWordWrap(true);
    m_placeholder->setAlignment(Qt::AlignCenter);
    m_placeholder->setMargin(spacing::large);
    setTextRole(m_placeholder, TextRole::Muted);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_placeholder, 1);
    fill();
}

QWidget *InboxDetails::createAnswer()
{
    m_later->setObjectName(u"laterAnswerLabel"_s);
    m_later->setWordWrap(true);
    m_later->setContentsMargins(spacing::tiny, spacing::small, spacing::tiny, spacing::small);
    setTextRole(m_later, TextRole::Muted);
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_later);
    column->addWidget(m_answer, 1);
    box->setFocusProxy(m_answer);
    return box;
}

void InboxDetails::showRequest(const ShownRequest &request)
{
    if (m_shown && m_shown->event == request.event)
        return;
    m_shown = request;
    fill();
}

void InboxDetails::clearRequest()
{
    m_shown.reset();
    fill();
}

void InboxDetails::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_shown)
        m_products->setHtml(summary() + products());
}

void InboxDetails::fill()
{
    m_tabs->setVisible(m_shown.has_value());
    m_placeholder->setVisible(!m_shown);
    if (!m_shown)
        return;
    const WebhookEvent &event = m_shown->event;
    m_products->setHtml(summary() + products());
    m_body->setPlainText(event.body.isEmpty() && event.size > 0
                             ? tr("The body was not kept, as the sender did not know the secret.")
                             : m_shown->sent);
    m_later->setVisible(event.status == acceptedStatus && event.outcome != WebhookOutcome::Waiting);
    m_answer->setPlainText(event.answer.isEmpty() ? tr("There is no answer yet.") : m_shown->answered);
}

QString InboxDetails::summary() const
{
    const WebhookEvent &event = m_shown->event;
    Lines lines{tokens(this), {}};
    lines.html = u"<h4 style='margin-bottom:4px'>%1</h4>"_s.arg(webhookOutcomeText(event.outcome).toHtmlEscaped());
    lines.pair(tr("Received"), momentText(event.receivedAt, QDateTime::currentDateTimeUtc()));
    lines.pair(tr("From"), event.remoteAddress);
    lines.pair(tr("Sent by"), event.headers.value(u"user-agent"_s).toString());
    lines.pair(tr("Type"), event.contentType);
    lines.pair(tr("Answered with"), event.status != 0 ? QString::number(event.status) : QString());
    lines.pair(tr("Import"), event.importJob != 0 ? QString::number(event.importJob) : QString());
    lines.pair(tr("Request"), event.requestId);
    if (event.replayOf != 0)
        lines.pair(tr("Once more"), tr("of request %L1").arg(event.replayOf));
    lines.pair(tr("Error"), event.error);
    return lines.html;
}

QString InboxDetails::products() const
{
    const QJsonArray &items = m_shown->items;
    if (items.isEmpty())
        return {};
    QString html = u"<h4 style='margin-bottom:4px'>%1</h4>"_s.arg(tr("Products").toHtmlEscaped());
    for (qsizetype i = 0; i < std::min(items.size(), mostItems); ++i)
        html += itemHtml(items.at(i).toObject(), tokens(this));
    if (items.size() > mostItems)
        html += u"<p>%1</p>"_s.arg(
            tr("and %Ln more in the answer.", nullptr, static_cast<int>(items.size() - mostItems)).toHtmlEscaped());
    return html;
}

} // namespace listwright
