// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/inbox/inboxdetails.h"

#include "ui/activity/activitymodels.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QFontDatabase>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestIndented = 512 * 1024; // bytes; indenting more takes longer than a person waits
constexpr qsizetype longestShown = 2 * 1024 * 1024;
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

QString readableJson(const QByteArray &text)
{
    const QJsonDocument document = text.size() <= longestIndented ? QJsonDocument::fromJson(text) : QJsonDocument();
    const QByteArray shown = document.isNull() ? text : document.toJson(QJsonDocument::Indented);
    if (shown.size() <= longestShown)
        return QString::fromUtf8(shown);
    return QString::fromUtf8(shown.left(longestShown)) + u'\n' +
           InboxDetails::tr("… and %1 more.").arg(QLocale().formattedDataSize(shown.size() - longestShown));
}

InboxDetails::InboxDetails(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
    , m_products(new QTextBrowser(this))
    , m_body(textView(u"requestBodyPlainTextEdit"_s, tr("What was sent"), this))
    , m_answer(textView(u"requestAnswerPlainTextEdit"_s, tr("What was answered"), this))
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
    m_tabs->addTab(m_answer, tr("Answer"));
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

void InboxDetails::showRequest(const WebhookEvent &event)
{
    if (m_event == event)
        return;
    m_event = event;
    fill();
}

void InboxDetails::clearRequest()
{
    m_event.reset();
    fill();
}

void InboxDetails::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_event)
        m_products->setHtml(summary() + products());
}

void InboxDetails::fill()
{
    m_tabs->setVisible(m_event.has_value());
    m_placeholder->setVisible(!m_event);
    if (!m_event)
        return;
    m_products->setHtml(summary() + products());
    m_body->setPlainText(m_event->body.isEmpty() && m_event->size > 0
                             ? tr("The body was not kept, as the sender did not know the secret.")
                             : readableJson(m_event->body));
    m_answer->setPlainText(m_event->answer.isEmpty() ? tr("There is no answer yet.") : readableJson(m_event->answer));
}

QString InboxDetails::summary() const
{
    Lines lines{tokens(this), {}};
    lines.html = u"<h4 style='margin-bottom:4px'>%1</h4>"_s.arg(webhookOutcomeText(m_event->outcome).toHtmlEscaped());
    lines.pair(tr("Received"), momentText(m_event->receivedAt, QDateTime::currentDateTimeUtc()));
    lines.pair(tr("From"), m_event->remoteAddress);
    lines.pair(tr("Sent by"), m_event->headers.value(u"user-agent"_s).toString());
    lines.pair(tr("Type"), m_event->contentType);
    lines.pair(tr("Answered with"), m_event->status != 0 ? QString::number(m_event->status) : QString());
    lines.pair(tr("Import"), m_event->importJob != 0 ? QString::number(m_event->importJob) : QString());
    lines.pair(tr("Request"), m_event->requestId);
    if (m_event->replayOf != 0)
        lines.pair(tr("Once more"), tr("of request %L1").arg(m_event->replayOf));
    lines.pair(tr("Error"), m_event->error);
    return lines.html;
}

QString InboxDetails::products() const
{
    const QJsonObject answer = QJsonDocument::fromJson(m_event->answer).object();
    const QJsonObject error = answer.value(u"error"_s).toObject();
    const QJsonArray items =
        (error.isEmpty() ? answer : error.value(u"details"_s).toObject()).value(u"items"_s).toArray();
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
