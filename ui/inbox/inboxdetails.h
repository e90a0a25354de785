// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/webhookevent.h"

#include <QJsonArray>
#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QTabWidget;
class QTextBrowser;

namespace listwright {

/** A request with what is shown of it, which takes a while to make of a long one. */
struct ShownRequest
{
    WebhookEvent event;
    QString sent;
    QString answered;
    QJsonArray items; ///< of the answer, what became of each product
};
/** Any thread. */
ShownRequest shownRequest(const WebhookEvent &event);

/** One received request: what became of its products, what came, and what was answered. */
class InboxDetails : public QWidget
{
    Q_OBJECT

public:
    explicit InboxDetails(QWidget *parent = nullptr);

    void showRequest(const ShownRequest &request);
    void clearRequest();
    /** Whether it is shown with what became of it by now. */
    bool isShown(const WebhookEvent &row) const
    {
        return m_shown && m_shown->event.id == row.id && m_shown->event.outcome == row.outcome;
    }

Q_SIGNALS:
    void productRequested(qint64 id);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *createAnswer();
    void fill();
    QString summary() const;
    QString products() const;

    std::optional<ShownRequest> m_shown;
    QTabWidget *m_tabs;
    QTextBrowser *m_products;
    QPlainTextEdit *m_body;
    QPlainTextEdit *m_answer;
    QLabel *m_later;
    QLabel *m_placeholder;
};

} // namespace listwright
