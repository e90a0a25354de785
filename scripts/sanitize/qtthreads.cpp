// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Linked only into builds with the thread sanitizer, in place of Qt's functions of the same names. Debian's Qt is built
// without the sanitizer, which therefore cannot see that QThreadPool::start() hands work to another thread and
// QThread::wait() takes its outcome back: everything that the work touches would be reported. These tell it, so that
// nothing needs to be suppressed by name. From Qt 6.6 on start() is a template, and the one here stands in for nothing.

#include <QRunnable>
#include <QThread>
#include <QThreadPool>

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

#include <functional>
#include <future>

namespace {

class PooledWork : public QRunnable
{
public:
    explicit PooledWork(std::function<void()> work) : m_work(std::move(work)) {}

    // Not watched up to the acquire: it reads what the other thread wrote.
    __attribute__((no_sanitize_thread)) void run() override
    {
        __tsan_acquire(this);
        m_work();
    }

private:
    std::function<void()> m_work;
};

class WorkingThread : public QThread
{
public:
    explicit WorkingThread(std::future<void> work) : m_work(std::move(work)) {}

private:
    void run() override
    {
        m_work.get();
        __tsan_release(this);
    }

    std::future<void> m_work;
};

} // namespace

void QThreadPool::start(std::function<void()> work, int priority)
{
    auto *pooled = new PooledWork(std::move(work));
    __tsan_release(pooled);
    start(pooled, priority);
}

QThread *QThread::createThreadImpl(std::future<void> &&work)
{
    return new WorkingThread(std::move(work));
}

bool QThread::wait(QDeadlineTimer deadline)
{
    using Wait = bool (*)(QThread *, QDeadlineTimer);
    static const auto wait = reinterpret_cast<Wait>(dlsym(RTLD_NEXT, "_ZN7QThread4waitE14QDeadlineTimer"));
    const bool finished = wait(this, deadline);
    if (finished)
        __tsan_acquire(this);
    return finished;
}
