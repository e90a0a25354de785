// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Linked only into builds with the thread sanitizer, in place of Qt's functions of the same names. Debian's Qt is built
// without the sanitizer, which therefore cannot see that QThreadPool::start() hands work to another thread and
// QThread::wait() takes its outcome back, nor that a signal's arguments and a queued call come from the thread that
// sent them: everything they touch would be reported. These tell it, so that nothing needs to be suppressed by name.
// From Qt 6.6 on start() is a template, and the one here stands in for nothing.

#include <QFutureInterface>
#include <QObject>
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

/** What a connection or a queued call runs: begins with what the sender's thread has written before. */
class ToldSlot : public QtPrivate::QSlotObjectBase
{
public:
    ToldSlot(QtPrivate::QSlotObjectBase *slot, const QObject *sender)
        : QSlotObjectBase(&ToldSlot::work), m_slot(slot), m_sender(sender)
    {
        __tsan_release(this);
    }

private:
    // Not watched, as above.
    __attribute__((no_sanitize_thread)) static void work(int which, QSlotObjectBase *self, QObject *receiver,
                                                         void **arguments, bool *same)
    {
        auto *told = static_cast<ToldSlot *>(self);
        __tsan_acquire(told);
        if (which == Destroy) {
            told->m_slot->destroyIfLastRef();
            delete told;
        } else if (which == Call) {
            __tsan_acquire(const_cast<QObject *>(told->m_sender));
            told->m_slot->call(receiver, arguments);
            __tsan_release(told);
        } else if (which == Compare) {
            *same = told->m_slot->compare(arguments);
        }
    }

    QtPrivate::QSlotObjectBase *m_slot;
    const QObject *m_sender;
};

/** What then() is given: the thread that finishes the future takes it out under a lock within Qt. */
struct ToldContinuation
{
    void *future;
    std::function<void(const QFutureInterfaceBase &)> work;

    // Not watched, as above.
    __attribute__((no_sanitize_thread)) void operator()(const QFutureInterfaceBase &finished) const
    {
        __tsan_acquire(future);
        work(finished);
    }
};

template <class Function>
Function real(const char *name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

} // namespace

void QMetaObject::activate(QObject *sender, const QMetaObject *object, int signal, void **arguments)
{
    static const auto activate =
        real<void (*)(QObject *, const QMetaObject *, int, void **)>("_ZN11QMetaObject8activateEP7QObjectPKS_iPPv");
    __tsan_release(sender);
    activate(sender, object, signal, arguments);
}

QMetaObject::Connection QObject::connectImpl(const QObject *sender, void **signal, const QObject *receiver, void **slot,
                                             QtPrivate::QSlotObjectBase *slotObject, Qt::ConnectionType type,
                                             const int *types, const QMetaObject *senderMetaObject)
{
    using Connect =
        QMetaObject::Connection (*)(const QObject *, void **, const QObject *, void **, QtPrivate::QSlotObjectBase *,
                                    Qt::ConnectionType, const int *, const QMetaObject *);
    static const auto connect =
        real<Connect>("_ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseEN2Qt14"
                      "ConnectionTypeEPKiPK11QMetaObject");
    return connect(sender, signal, receiver, slot, new ToldSlot(slotObject, sender), type, types, senderMetaObject);
}

bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type,
                                   void *result)
{
    static const auto invoke = real<bool (*)(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *)>(
        "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    __tsan_release(object);
    return invoke(object, new ToldSlot(slot, object), type, result);
}

/** Counts who holds a future's results; the last one deletes what others wrote. */
bool QFutureInterfaceBase::derefT() const noexcept
{
    static const auto release = real<bool (*)(const QFutureInterfaceBase *)>("_ZNK20QFutureInterfaceBase6derefTEv");
    __tsan_release(d);
    const bool isHeld = release(this);
    if (!isHeld)
        __tsan_acquire(d);
    return isHeld;
}

void QFutureInterfaceBase::setContinuation(std::function<void(const QFutureInterfaceBase &)> work,
                                           QFutureInterfaceBasePrivate *next)
{
    using Set = void (*)(QFutureInterfaceBase *, std::function<void(const QFutureInterfaceBase &)>,
                         QFutureInterfaceBasePrivate *);
    static const auto set =
        real<Set>("_ZN20QFutureInterfaceBase15setContinuationESt8functionIFvRKS_EEP27QFutureInterfaceBasePrivate");
    std::function<void(const QFutureInterfaceBase &)> told = ToldContinuation{d, std::move(work)};
    __tsan_release(d);
    set(this, std::move(told), next);
}

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
