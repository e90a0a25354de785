// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The real server among crowds of bad clients, with endless bodies, a database that is locked and a full disk.

#include "tests/app/servedprogram.h"
#include "tests/support/rawhttp.h"

#include <QTest>

#include <array>
#include <atomic>
#include <cerrno>
#include <thread>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray path = "/api/import/webhook";
const QByteArray secretLine = "X-Webhook-Secret: s3cret\r\n";

/** Whether this process may hold so many files open; asks for it. */
bool mayOpen(rlim_t files)
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return false;
    limit.rlim_cur = std::min(std::max(limit.rlim_cur, files), limit.rlim_max);
    return ::setrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur >= files;
}

/** Connections that are opened and held, each of which says something or nothing. */
class Crowd
{
public:
    using Words = std::function<QByteArray(int member)>;

    Crowd(quint16 port, int size, Words said) : m_port(port), m_said(std::move(said))
    {
        for (int i = 0; i < size; ++i) {
            const int joined = join(SOCK_CLOEXEC);
            if (joined >= 0)
                m_members.push_back({joined, say(joined, m_said(i))});
        }
    }
    ~Crowd()
    {
        for (const Member &each : m_members)
            ::close(each.socket);
    }
    Crowd(const Crowd &) = delete;
    Crowd &operator=(const Crowd &) = delete;

    std::size_t size() const { return m_members.size(); }
    /** Each says a bit more; who was turned away comes again and begins anew. */
    void goOn(const QByteArray &bytes)
    {
        for (std::size_t i = 0; i < m_members.size(); ++i) {
            Member &each = m_members[i];
            if (!each.hasBegun)
                each.hasBegun = say(each.socket, m_said(static_cast<int>(i)));
            else if (!isGone(each.socket))
                say(each.socket, bytes);
            if (!isGone(each.socket))
                continue;
            ::close(each.socket);
            each = {join(SOCK_CLOEXEC | SOCK_NONBLOCK), false};
        }
        constexpr int pause = 20; // milliseconds, for the others
        ::poll(nullptr, 0, pause);
    }

private:
    struct Member
    {
        int socket = -1;
        bool hasBegun = false;
    };

    int join(int flags) const
    {
        const int joined = ::socket(AF_INET, SOCK_STREAM | flags, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(m_port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(joined, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 ||
            errno == EINPROGRESS)
            return joined;
        ::close(joined);
        return -1;
    }
    static bool say(int to, const QByteArray &bytes)
    {
        return ::send(to, bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT) ==
               bytes.size();
    }
    /** Reads what was answered, up to its end. */
    static bool isGone(int from)
    {
        std::array<char, 4096> answer{};
        ssize_t received = 0;
        do {
            received = ::recv(from, answer.data(), answer.size(), MSG_DONTWAIT);
        } while (received > 0);
        return received == 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != ENOTCONN);
    }

    quint16 m_port;
    Words m_said;
    std::vector<Member> m_members;
};

QByteArray product(int number, qsizetype size = 1)
{
    return "{\"source_id\":\"P" + QByteArray::number(number) + "\",\"title\":\"Lamp " + QByteArray::number(number) +
           "\",\"description\":\"" + QByteArray(size, 'x') + "\"}";
}

RawAnswer post(quint16 port, const QByteArray &body)
{
    return sendRequest(port, postRequest(path, body, secretLine));
}

RawAnswer get(quint16 port, const QByteArray &target, const QByteArray &headers = {})
{
    return sendRequest(port,
                       "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n");
}

/** That a key of the REST API which may do everything is shown; before the program serves. */
QByteArray adminLine(const Program &program)
{
    return "X-API-Key: " + program.run({u"keys"_s, u"create"_s, u"all"_s, u"--scopes"_s, u"admin"_s}).output.trimmed() +
           "\r\n";
}

qint64 connectionsAt(quint16 port)
{
    static const QRegularExpression connections(u"\nlistwright_http_connections (\\d+)"_s);
    return connections.match(QString::fromUtf8(get(port, "/metrics").body)).captured(1).toLongLong();
}

/** Sends without end until there is an answer or nobody takes it any more; how much that was. */
qint64 sendEndlessly(quint16 port, const QByteArray &head, const QByteArray &piece, QByteArray &answer)
{
    constexpr int patience = 30'000;               // milliseconds
    constexpr qint64 tooMuch = 1024 * 1024 * 1024; // would be a server that takes everything
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    if (!socket.waitForConnected(patience))
        return tooMuch;
    socket.write(head);
    qint64 sent = 0;
    while (sent < tooMuch && socket.state() == QAbstractSocket::ConnectedState && socket.bytesAvailable() == 0) {
        sent += socket.write(piece);
        if (!socket.waitForBytesWritten(patience))
            break;
        socket.waitForReadyRead(0);
    }
    if (socket.bytesAvailable() == 0)
        socket.waitForReadyRead(patience);
    answer = socket.readAll();
    return sent;
}

class LockedDatabase
{
public:
    explicit LockedDatabase(const QString &file)
    {
        // Waits while the program writes; without a lock it ends before it prints.
        m_shell.start(u"sqlite3"_s, {u"-bail"_s, file});
        m_shell.write(".timeout 20000\nBEGIN IMMEDIATE;\n.print locked\n");
        if (!m_shell.waitForReadyRead(30'000) || !m_shell.readAll().startsWith("locked"))
            qFatal("the database could not be locked");
    }
    ~LockedDatabase()
    {
        m_shell.closeWriteChannel();
        m_shell.waitForFinished();
    }

private:
    QProcess m_shell;
};

} // namespace

class TestServeAttacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_program = std::make_unique<Program>();
        m_program->set("LISTWRIGHT_WEBHOOK_SECRET", u"s3cret"_s);
    }

    void crowdsKeepNobodyOut();
    void slowSendersKeepNobodyOut_data();
    void slowSendersKeepNobodyOut();
    void burstsPassByDefault();
    void theRateOfTheSettings();
    void floodsOfWrongSecrets();
    void anOldSecretLocksNobodyOut();
    void strangersBehindAProxyLockNobodyOut();
    void endlessBodiesAreRefused_data();
    void endlessBodiesAreRefused();
    void aLockedDatabaseIsWaitedFor();
    void aFullDiskIsTold();

private:
    std::unique_ptr<Program> m_program;
};

void TestServeAttacks::crowdsKeepNobodyOut()
{
    constexpr int slowOnes = 500;
    constexpr int idleOnes = 2000;
    constexpr int senders = 8;
    constexpr int each = 20;
    if (!mayOpen(slowOnes + idleOnes + 200))
        QSKIP("this account may not open enough files");
    const ServedProgram served(*m_program);
    Crowd slow(served.port(), slowOnes, [](int) -> QByteArray {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + secretLine +
               "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n[";
    });
    const Crowd idle(served.port(), idleOnes, [](int) { return QByteArray(); });
    QCOMPARE(slow.size(), std::size_t{slowOnes});
    QCOMPARE(idle.size(), std::size_t{idleOnes});
    QVERIFY(connectionsAt(served.port()) >= slowOnes);
    std::atomic<int> taken = 0;
    std::atomic<int> working = senders;
    std::vector<std::thread> threads;
    for (int sender = 0; sender < senders; ++sender) {
        threads.emplace_back([&, sender] {
            for (int i = 0; i < each; ++i)
                taken += post(served.port(), product(sender * each + i)).status == 200 ? 1 : 0;
            --working;
        });
    }
    while (working > 0)
        slow.goOn(" ");
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(taken, senders * each);
    const RawAnswer health = sendRequest(served.port(), "GET /health HTTP/1.0\r\n\r\n");
    QCOMPARE(health.status, 200);
}

void TestServeAttacks::slowSendersKeepNobodyOut_data()
{
    QTest::addColumn<bool>("withKeys");
    QTest::newRow("without a key") << false;
    QTest::newRow("with keys that nobody knows") << true;
}

// More than there are places, a byte now and then, and each comes again when it was turned away.
void TestServeAttacks::slowSendersKeepNobodyOut()
{
    QFETCH(bool, withKeys);
    constexpr int slowOnes = 1030;
    constexpr int rounds = 3;
    if (!mayOpen(slowOnes + 200))
        QSKIP("this account may not open enough files");
    m_program->set("LISTWRIGHT_SERVER_FAILED_LOGINS", u"10000"_s); // or this machine would have to wait
    const QByteArray key = adminLine(*m_program);
    const ServedProgram served(*m_program);
    Crowd slow(served.port(), slowOnes, [withKeys](int member) -> QByteArray {
        const QByteArray unknown = "X-API-Key: lw_" + QByteArray::number(member).rightJustified(43, 'A') + "\r\n";
        return "POST /api/import/batch HTTP/1.1\r\nHost: localhost\r\n" + (withKeys ? unknown : QByteArray()) +
               "Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n[";
    });
    std::atomic<bool> over = false;
    std::thread trickling([&] {
        while (!over)
            slow.goOn(" ");
    });
    int answered = 0;
    for (int i = 0; i < rounds; ++i) {
        answered += get(served.port(), "/health").status == 200 ? 1 : 0;
        answered += get(served.port(), "/api/products", key).status == 200 ? 1 : 0;
        answered += post(served.port(), product(i)).status == 200 ? 1 : 0;
    }
    over = true;
    trickling.join();
    QCOMPARE(answered, 3 * rounds);
}

void TestServeAttacks::burstsPassByDefault()
{
    constexpr int atOnce = 50;
    constexpr int burst = 1000;
    const ServedProgram served(*m_program);
    std::atomic<int> taken = 0;
    std::vector<std::thread> threads;
    for (int sender = 0; sender < atOnce; ++sender) {
        threads.emplace_back([&, sender] {
            for (int i = 0; i < burst / atOnce; ++i)
                taken += post(served.port(), product(sender * burst + i)).status == 200 ? 1 : 0;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(taken, burst);
}

void TestServeAttacks::theRateOfTheSettings()
{
    constexpr int burst = 20;
    m_program->set("LISTWRIGHT_SERVER_RATE", u"1"_s);
    m_program->set("LISTWRIGHT_SERVER_OWN_RATE", u"1"_s);
    m_program->set("LISTWRIGHT_SERVER_BURST", QString::number(burst));
    const ServedProgram served(*m_program);
    RawAnswer answer;
    int passed = 0;
    while (passed < 50 * burst && (answer = get(served.port(), "/health")).status == 200)
        ++passed;
    QVERIFY2(passed >= burst, qPrintable(QString::number(passed)));
    QCOMPARE(answer.status, 429);
    QCOMPARE(answer.header("Retry-After"), QByteArray("1"));
}

void TestServeAttacks::floodsOfWrongSecrets()
{
    constexpr int guesses = 500;
    const ServedProgram served(*m_program);
    std::atomic<int> refused = 0;
    std::atomic<int> slowed = 0;
    std::vector<std::thread> threads;
    for (int guesser = 0; guesser < 4; ++guesser) {
        threads.emplace_back([&, guesser] {
            for (int i = 0; i < guesses / 4; ++i) {
                const QByteArray guess =
                    i % 2 == 0 ? QByteArray()
                               : QByteArray("X-Webhook-Secret: " + QByteArray::number(guesser * 1000 + i));
                const int status =
                    sendRequest(served.port(), postRequest(path, product(1), guess.isEmpty() ? guess : guess + "\r\n"))
                        .status;
                refused += status == 401 ? 1 : 0;
                slowed += status == 429 ? 1 : 0;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(refused + slowed, guesses);
    QVERIFY2(slowed > 0, "nobody was slowed down");
    QVERIFY(refused > 0);
    QCOMPARE(get(served.port(), "/health").status, 200); // who shows no key tries none
}

void TestServeAttacks::anOldSecretLocksNobodyOut()
{
    constexpr int repeats = 200; // twice as many wrong keys as this machine may try in a minute
    const ServedProgram served(*m_program);
    for (int i = 0; i < repeats; ++i)
        QCOMPARE(sendRequest(served.port(), postRequest(path, product(1), "X-Webhook-Secret: old\r\n")).status, 401);
    QCOMPARE(sendRequest(served.port(), postRequest(path, product(1), secretLine)).status, 200);
}

void TestServeAttacks::strangersBehindAProxyLockNobodyOut()
{
    const ServedProgram served(*m_program);
    const auto guess = [&](int number) {
        const QByteArray headers =
            "X-Forwarded-For: 192.0.2.66\r\nX-Webhook-Secret: " + QByteArray::number(number) + "\r\n";
        return sendRequest(served.port(), postRequest(path, product(1), headers)).status;
    };
    int number = 0;
    while (number < 100 && guess(number) == 401)
        ++number;
    QCOMPARE(number, 20); // a minute
    QCOMPARE(guess(number), 429);
    for (const QByteArray &sender : QByteArrayList{"", "X-Forwarded-For: 192.0.2.67\r\n"})
        QCOMPARE(sendRequest(served.port(), postRequest(path, product(1), secretLine + sender)).status, 200);
}

void TestServeAttacks::endlessBodiesAreRefused_data()
{
    QTest::addColumn<QByteArray>("length");
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<qint64>("most");
    constexpr qint64 mebi = 1024 * 1024;
    QTest::newRow("a gigabyte that is announced")
        << QByteArray("Content-Length: 1073741824\r\n") << QByteArray(64 * 1024, ' ') << 16 * mebi;
    QTest::newRow("chunks without end") << QByteArray("Transfer-Encoding: chunked\r\n")
                                        << QByteArray("10000\r\n" + QByteArray(64 * 1024, ' ') + "\r\n") << 48 * mebi;
    QTest::newRow("chunks of a byte") << QByteArray("Transfer-Encoding: chunked\r\n")
                                      << QByteArray("1\r\n \r\n").repeated(8 * 1024) << 256 * mebi;
}

void TestServeAttacks::endlessBodiesAreRefused()
{
    QFETCH(QByteArray, length);
    QFETCH(QByteArray, piece);
    QFETCH(qint64, most);
    const ServedProgram served(*m_program);
    QByteArray answer;
    const qint64 sent = sendEndlessly(served.port(),
                                      "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + secretLine +
                                          "Content-Type: application/json\r\n" + length + "\r\n",
                                      piece, answer);
    QVERIFY2(answer.startsWith("HTTP/1.1 413 "), answer);
    QVERIFY2(sent < most, qPrintable(QString::number(sent)));
    QCOMPARE(post(served.port(), product(1)).status, 200);
}

void TestServeAttacks::aLockedDatabaseIsWaitedFor()
{
    const QByteArray key = adminLine(*m_program);
    const ServedProgram served(*m_program);
    QCOMPARE(post(served.port(), product(1)).status, 200);
    RawAnswer meanwhile;
    RawAnswer changed;
    {
        const LockedDatabase lock(m_program->database());
        meanwhile = post(served.port(), product(2));
        changed = sendRequest(served.port(), postRequest("/api/jobs/retry-failed", "{}", key));
    }
    for (const RawAnswer &answer : {meanwhile, changed}) {
        QCOMPARE(answer.status, 503);
        QVERIFY2(!answer.header("Retry-After").isEmpty(), answer.head);
    }
    const RawAnswer after = post(served.port(), '[' + product(1) + ',' + product(2) + ']');
    QCOMPARE(after.status, 200);
    QCOMPARE(after.json()[u"unchanged"].toInt(), 1);
    QCOMPARE(after.json()[u"created"].toInt(), 1); // what was refused was not stored
}

// Every write beyond the limit fails, as on a full disk.
void TestServeAttacks::aFullDiskIsTold()
{
    constexpr int most = 400;
    int stored = 0;
    {
        const ServedProgram begun(*m_program); // makes the database
        QCOMPARE(post(begun.port(), product(0, 50'000)).status, 200);
        ++stored;
    }
    m_program->setChild([] {
        const rlimit limit{3'000'000, 3'000'000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    });
    {
        const ServedProgram served(*m_program);
        RawAnswer answer;
        while (stored < most && (answer = post(served.port(), product(stored, 50'000))).status == 200)
            ++stored;
        QVERIFY2(answer.status == 503 || answer.status == 500, answer.head);
        QVERIFY2(answer.errorCode() == u"storage_full" || answer.errorCode() == u"io", answer.body);
        QVERIFY(stored > 1 && stored < most);
    }
    m_program->setChild({});
    QCOMPARE(m_program->totalProducts(), stored);
    const ServedProgram served(*m_program);
    QCOMPARE(post(served.port(), product(stored, 50'000)).json()[u"created"].toInt(), 1);
}

QTEST_GUILESS_MAIN(TestServeAttacks)
#include "tst_serveattacks.moc"
