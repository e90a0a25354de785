// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inbox/shownrequest.h"

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

    void showRequest(const ShownRequest &request);
    /** Shows none, and what there is to say instead; nothing said = that one is to be chosen. */
    void clearRequest(const QString &instead = {});
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
    QString originalText() const;
    QString products() const;
    QString takenProducts() const;

    std::optional<ShownRequest> m_shown;
    QTabWidget *m_tabs;
    QTextBrowser *m_products;
    QPlainTextEdit *m_body;
    QPlainTextEdit *m_answer;
    QLabel *m_later;
    QLabel *m_placeholder;
};

} // namespace listwright
