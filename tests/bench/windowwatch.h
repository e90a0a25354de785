// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemView>
#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <ctime>
#include <vector>

namespace listwright::bench {

/** Tells when the watched view was first painted with something to show. */
class PaintWatch : public QObject
{
public:
    PaintWatch(QAbstractItemView *view, bool wantsRows) : m_view(view), m_wantsRows(wantsRows)
    {
        m_timer.start();
        qApp->installEventFilter(this);
    }
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() != QEvent::Paint || m_seconds >= 0)
            return false;
        const QAbstractItemModel *model = m_view->model();
        const bool rows = model && model->rowCount() > 0 && !model->index(0, 0).data().toString().isEmpty();
        if (!m_wantsRows || (rows && m_view->isVisible()))
            m_seconds = static_cast<double>(m_timer.nsecsElapsed()) / 1e9;
        return false;
    }
    double seconds() const { return m_seconds; }

private:
    QAbstractItemView *m_view;
    bool m_wantsRows;
    QElapsedTimer m_timer;
    double m_seconds = -1;
};

/** How long the turns of the event loop last in which something was done, in ms. */
class Heartbeat : public QObject
{
public:
    Heartbeat()
    {
        qApp->installEventFilter(this);
        connect(&m_tick, &QTimer::timeout, this, [this] {
            const double worked = processorTime();
            if (std::exchange(m_busy, false)) {
                m_pauses.push_back(static_cast<double>(m_timer.nsecsElapsed()) / 1e6);
                m_own.push_back(worked - m_worked);
            }
            m_worked = worked;
            m_timer.restart();
        });
    }
    bool eventFilter(QObject *receiver, QEvent *) override
    {
        m_busy = m_busy || receiver != &m_tick;
        return false;
    }
    void start()
    {
        m_timer.start();
        m_worked = processorTime();
        m_tick.start(0);
    }
    void stop() { m_tick.stop(); }
    double worst() const { return *std::max_element(m_pauses.begin(), m_pauses.end()); }
    double percentile(double share) const { return percentileOf(m_pauses, share); }
    /** Of what the thread itself did in them, whoever else had the processors meanwhile. */
    double ownPercentile(double share) const { return percentileOf(m_own, share); }

private:
    /** Of this thread, in ms. */
    static double processorTime()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    }
    static double percentileOf(std::vector<double> values, double share)
    {
        std::sort(values.begin(), values.end());
        return values.at(static_cast<std::size_t>(share * static_cast<double>(values.size() - 1)));
    }

    QTimer m_tick;
    QElapsedTimer m_timer;
    double m_worked = 0;
    bool m_busy = false;
    std::vector<double> m_pauses;
    std::vector<double> m_own;
};

/** Scrolls a view up and down sixty times a second, as a person does who looks for something. */
class Scrolling : public QObject
{
public:
    explicit Scrolling(QAbstractItemView *view)
    {
        connect(&m_timer, &QTimer::timeout, this, [this, view] {
            QScrollBar *bar = view->verticalScrollBar();
            bar->setValue(bar->maximum() > 0 ? (m_step++ * 37) % bar->maximum() : 0);
        });
    }
    void start() { m_timer.start(16); }

private:
    QTimer m_timer;
    int m_step = 0;
};

} // namespace listwright::bench
