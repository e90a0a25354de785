// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/inbox/inboxdetails.h"

#include "ui/activity/activitymodels.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QFontDatabase>
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

QString nameHtml(qint64 product, const QString &name)
{
    return product != 0 ? u"<a href='product:%1'>%2</a>"_s.arg(product).arg(name.toHtmlEscaped())
                        : name.toHtmlEscaped();
}

QString lineHtml(const QString &text)
{
    return u"<p style='margin:4px 0'>%1</p>"_s.arg(text.toHtmlEscaped());
}

QString itemHtml(const QJsonObject &item, const Tokens &tokens)
{
    const bool wrong = item.value(u"outcome"_s).toString() == u"failed";
    const QString id = item.value(u"source_id"_s).toString();
    const QString name = id.isEmpty() ? InboxDetails::tr("Product %L1").arg(item.value(u"index"_s).toInt() + 1) : id;
    QString html = u"<p style='margin:4px 0'><span style='color:%1'>%2</span> "_s.arg(
        (wrong ? tokens.danger : tokens.textMuted).name(),
        outcomeText(item.value(u"outcome"_s).toString()).toHtmlEscaped());
    html += nameHtml(item.value(u"id"_s).toInteger(), name);
    const QStringList problems =
        problemsOf(item.value(u"errors"_s).toArray()) + problemsOf(item.value(u"warnings"_s).toArray());
    for (const QString &problem : problems)
        html += u"<br>"_s + problem.toHtmlEscaped();
    return html + u"</p>"_s;
}

} // namespace

InboxDetails::InboxDetails(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
    , m_products(new QTextBrowser(this))
    , m_body(textView(u"requestBodyPlainTextEdit"_s, tr("What was sent"), this))
    , m_answer(textView(u"requestAnswerPlainTextEdit"_s, tr("What was answered"), this))
    , m_later(new QLabel(tr("It was answered with 202: a job imports its products. What became of them:"), this))
    , m_placeholder(new QLabel(this))
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
    m_placeholder->setObjectName(u"noDetailsLabel"_s);
    m_placeholder->setWordWrap(true);
    m_placeholder->setAlignment(Qt::AlignCenter);
    m_placeholder->setMargin(spacing::large);
    setTextRole(m_placeholder, TextRole::Muted);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_placeholder, 1);
    clearRequest();
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

void InboxDetails::clearRequest(const QString &instead)
{
    m_shown.reset();
    m_placeholder->setText(instead.isEmpty() ? tr("Choose a request to see what came and what became of it.")
                                             : instead);
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
        lines.pair(tr("Once more"), originalText());
    lines.pair(tr("Error"), event.error);
    return lines.html;
}

QString InboxDetails::originalText() const
{
    const std::optional<WebhookEvent> &original = m_shown->original;
    if (!original)
        return tr("the request %1, which was deleted since").arg(m_shown->event.requestId);
    return tr("the request %1, received: %2")
        .arg(original->requestId, momentText(original->receivedAt, QDateTime::currentDateTimeUtc()));
}

QString InboxDetails::products() const
{
    const QJsonArray &items = m_shown->items;
    if (items.isEmpty() && m_shown->counts.isEmpty())
        return {};
    QString html = u"<h4 style='margin-bottom:4px'>%1</h4>"_s.arg(tr("Products").toHtmlEscaped());
    if (!m_shown->counts.isEmpty()) {
        const auto count = [this](const QString &name) { return m_shown->counts.value(name).toInteger(); };
        html += lineHtml(tr("New: %L1, changed: %L2, unchanged: %L3, wrong: %L4")
                             .arg(count(u"created"_s))
                             .arg(count(u"updated"_s))
                             .arg(count(u"unchanged"_s))
                             .arg(count(u"failed"_s)));
    }
    for (qsizetype i = 0; i < std::min(items.size(), ShownRequest::mostProducts); ++i)
        html += itemHtml(items.at(i).toObject(), tokens(this));
    if (items.size() > ShownRequest::mostProducts)
        html += lineHtml(
            tr("and %Ln more in the answer.", nullptr, static_cast<int>(items.size() - ShownRequest::mostProducts)));
    return html + takenProducts();
}

QString InboxDetails::takenProducts() const
{
    if (m_shown->taken.isEmpty())
        return {};
    qint64 taken = 0;
    for (const QString &name : {u"created"_s, u"updated"_s, u"unchanged"_s})
        taken += m_shown->counts.value(name).toInteger();
    const int listed = static_cast<int>(m_shown->taken.size());
    const bool all = taken <= listed;
    QString html =
        lineHtml(all ? tr("These were taken:") : tr("The first %Ln of those that were taken:", nullptr, listed));
    for (const TakenProduct &product : m_shown->taken)
        html += u"<p style='margin:4px 0'>%1</p>"_s.arg(nameHtml(product.id, product.sourceId));
    return html;
}

} // namespace listwright
