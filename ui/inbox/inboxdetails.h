// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/webhookevent.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QTabWidget;
class QTextBrowser;

namespace listwright {

/** One received request: what became of its products, what came, and what was answered. */
class InboxDetails : public QWidget
{
    Q_OBJECT

public:
    explicit InboxDetails(QWidget *parent = nullptr);

    void showRequest(const WebhookEvent &event);
    void clearRequest();
    /** Whether it is shown with what became of it by now. */
    bool isShown(const WebhookEvent &row) const
    {
        return m_event && m_event->id == row.id && m_event->outcome == row.outcome;
    }

Q_SIGNALS:
    void productRequested(qint64 id);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    QString summary() const;
    QString products() const;

    std::optional<WebhookEvent> m_event;
    QTabWidget *m_tabs;
    QTextBrowser *m_products;
    QPlainTextEdit *m_body;
    QPlainTextEdit *m_answer;
    QLabel *m_placeholder;
};

/** JSON with its lines indented, as people read it; another text, and one that is very long, as it is. */
QString readableJson(const QByteArray &text);

} // namespace listwright
