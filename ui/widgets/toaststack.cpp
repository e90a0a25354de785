// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/toaststack.h"

#include "ui/style/icons.h"
#include "ui/style/stylepainting.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace listwright {

namespace {

constexpr int toastWidth = 380;
constexpr int widestBeside = 110; // a wider button stands below the words and leaves them their place
constexpr int mostToasts = 3;
constexpr auto shownFor = 6s;
constexpr auto shownWithAction = 12s;
constexpr auto shownError = 20s; // it is among the recent messages after that, and what it stood on can be used

/** The kind's sign; painted each time, so that it follows a change of theme. */
class Symbol : public QWidget
{
public:
    Symbol(Notification::Kind kind, QWidget *parent) : QWidget(parent), m_icon(iconFor(kind)) { setFixedSize(20, 20); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        m_icon.paint(&painter, rect());
    }

private:
    static QIcon iconFor(Notification::Kind kind)
    {
        switch (kind) {
        case Notification::Kind::Information:
            return icon(u"info"_s, IconColor::Accent);
        case Notification::Kind::Success:
            return icon(u"check-circle"_s, IconColor::Success);
        case Notification::Kind::Warning:
            return icon(u"warning"_s, IconColor::Warning);
        case Notification::Kind::Error:
            return icon(u"error"_s, IconColor::Danger);
        }
        return {};
    }

    QIcon m_icon;
};

QString kindName(Notification::Kind kind)
{
    switch (kind) {
    case Notification::Kind::Information:
        return Toast::tr("Information");
    case Notification::Kind::Success:
        return Toast::tr("Done");
    case Notification::Kind::Warning:
        return Toast::tr("Warning");
    case Notification::Kind::Error:
        return Toast::tr("Error");
    }
    return {};
}

QLabel *textLabel(const QString &text, const QString &name, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

Toast::Toast(Notifications &notifications, const Notification &notification, QWidget *parent)
    : QFrame(parent)
    , m_id(notification.id)
    , m_kind(notification.kind)
    , m_action(new QPushButton(this))
    , m_timer(new QTimer(this))
{
    setObjectName(u"toast"_s);
    setAccessibleName(tr("%1: %2").arg(kindName(m_kind), notification.text));
    setFixedWidth(toastWidth);
    auto *close = new QToolButton(this);
    close->setObjectName(u"closeToolButton"_s);
    close->setAutoRaise(true);
    close->setIcon(icon(u"close"_s, IconColor::Muted));
    close->setIconSize({16, 16});
    close->setAccessibleName(tr("Close this message"));
    m_action->setObjectName(u"actionPushButton"_s);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(textLabel(notification.text, u"textLabel"_s, this));
    if (!notification.detail.isEmpty()) {
        QLabel *detail = textLabel(notification.detail, u"detailLabel"_s, this);
        setTextRole(detail, TextRole::Muted);
        words->addWidget(detail);
    }
    m_action->setText(notification.actionText);
    const bool below = m_action->sizeHint().width() > widestBeside;
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::large, spacing::medium, spacing::small, spacing::medium);
    layout->setSpacing(spacing::medium);
    layout->addWidget(new Symbol(m_kind, this), 0, Qt::AlignVCenter);
    layout->addLayout(words, 1);
    if (below) {
        words->addSpacing(spacing::tiny);
        words->addWidget(m_action, 0, Qt::AlignLeft);
    } else {
        layout->addWidget(m_action, 0, Qt::AlignVCenter);
    }
    layout->addWidget(close, 0, Qt::AlignVCenter);
    m_timer->setSingleShot(true);
    const bool failed = m_kind == Notification::Kind::Error;
    m_timer->setInterval(failed ? shownError : notification.action ? shownWithAction : shownFor);
    connect(m_timer, &QTimer::timeout, this, &Toast::closed);
    connect(close, &QToolButton::clicked, this, &Toast::closed);
    connect(m_action, &QPushButton::clicked, this, [this, &notifications] {
        notifications.triggerAction(m_id);
        Q_EMIT closed();
    });
    m_action->installEventFilter(this);
    close->installEventFilter(this);
    show(notification);
    m_timer->start();
}

void Toast::show(const Notification &notification)
{
    m_action->setText(notification.actionText);
    m_action->setVisible(!notification.actionText.isEmpty());
    if (notification.isOver)
        Q_EMIT closed();
}

void Toast::enterEvent(QEnterEvent *)
{
    m_timer->stop();
}

void Toast::leaveEvent(QEvent *)
{
    m_timer->start();
}

/** Nor does it go while the keyboard is on one of its buttons. */
bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn)
        m_timer->stop();
    else if (event->type() == QEvent::FocusOut)
        m_timer->start();
    return QFrame::eventFilter(watched, event);
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = tokens(this);
    stylepainting::roundedPanel(painter, rect(), spacing::radiusLarge, t.raised, t.borderStrong);
}

ToastStack::ToastStack(Notifications &notifications, QWidget *parent)
    : QWidget(parent), m_notifications(notifications), m_layout(new QVBoxLayout(this))
{
    setObjectName(u"toastStack"_s);
    setAccessibleName(tr("Messages"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(spacing::small);
    m_layout->setSizeConstraint(QLayout::SetFixedSize);
    parent->installEventFilter(this);
    connect(&notifications, &Notifications::posted, this, &ToastStack::add);
    connect(&notifications, &Notifications::changed, this, [this](int id) {
        const auto notification = m_notifications.find(id);
        const QList<Toast *> toasts = m_toasts; // one that is over goes
        for (Toast *toast : toasts) {
            if (notification && toast->notificationId() == id)
                toast->show(*notification);
        }
    });
    hide();
}

void ToastStack::setBottomMargin(int margin)
{
    m_bottomMargin = margin;
    place();
}

void ToastStack::add(int id)
{
    const auto notification = m_notifications.find(id);
    if (!notification)
        return;
    auto *toast = new Toast(m_notifications, *notification, this);
    connect(toast, &Toast::closed, this, [this, toast] {
        if (!m_toasts.removeOne(toast))
            return;
        toast->hide();
        toast->deleteLater();
        setVisible(!m_toasts.isEmpty());
        place();
    });
    m_layout->addWidget(toast);
    m_toasts.append(toast);
    if (m_toasts.size() > mostToasts)
        Q_EMIT m_toasts.first()->closed();
    // Shown in its place only: passing under the pointer elsewhere would stop its clock for good.
    toast->move(0, height());
    toast->setVisible(true);
    place();
    setVisible(true);
    place();
    QAccessibleEvent alert(toast, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void ToastStack::place()
{
    m_layout->activate();
    resize(m_layout->sizeHint());
    move(parentWidget()->width() - width() - spacing::large,
         parentWidget()->height() - height() - spacing::large - m_bottomMargin);
    raise();
}

// Words know how high they are only once they have been laid out; what is below must not be covered then.
void ToastStack::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

bool ToastStack::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

} // namespace listwright
