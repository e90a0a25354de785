// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/intakejob.h"
#include "services/jobs/jobrunner.h"
#include "services/receiving/receiver.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/rawhttp.h"

#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; // milliseconds

QByteArray get(const QByteArray &path)
{
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
}

QJsonObject dashboard()
{
    QFile file(QStringLiteral(LISTWRIGHT_SOURCE_DIR "/packaging/grafana/listwright.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

/** "listwright_jobs{state=\"failed\"}" -> 2 of Prometheus' text. */
QHash<QString, double> samplesOf(const QByteArray &text)
{
    QHash<QString, double> samples;
    for (const QString &line : QString::fromUtf8(text).split(u'\n', Qt::SkipEmptyParts)) {
        if (!line.startsWith(u'#'))
            samples.insert(line.section(u' ', 0, -2), line.section(u' ', -1).toDouble());
    }
    return samples;
}

QStringList expressions(const QJsonObject &board)
{
    QStringList found;
    const QJsonArray panels = board.value(u"panels").toArray();
    for (const auto &panel : panels) {
        const QJsonArray targets = panel.toObject()[u"targets"].toArray();
        for (const auto &target : targets)
            found.append(target.toObject()[u"expr"].toString());
    }
    return found;
}

/** Names of labels that an expression selects or groups by. */
QSet<QString> labelsOf(const QString &expression)
{
    static const QRegularExpression selected(u"(\\w+)\\s*(?:=~|!~|!=|=)\\s*\""_s);
    static const QRegularExpression grouped(u"by \\(([\\w, ]+)\\)"_s);
    QSet<QString> labels;
    for (auto match = selected.globalMatch(expression); match.hasNext();)
        labels.insert(match.next().captured(1));
    for (auto match = grouped.globalMatch(expression); match.hasNext();) {
        const QStringList names = match.next().captured(1).split(u", "_s);
        labels.unite(QSet<QString>(names.begin(), names.end()));
    }
    return labels;
}

QRegularExpression metricName()
{
    return QRegularExpression(u"\\blistwright_\\w+"_s);
}

} // namespace

/** What /metrics says, and Grafana's dashboard of it. */
class TestDashboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void showsWhatThereIs();
    void showsAllThereIs();
    void labelsExist();
    void panelsHaveTheirPlace();
    void productsAreCountedWhereverTheyAreImported();
    void whatIsTakenBackIsNotCounted();

private:
    QHash<QString, double> samples() const { return samplesOf(sendRequest(m_receiver->port(), get("/metrics")).body); }
    double products(const QString &outcome) const
    {
        return samples().value(u"listwright_imported_products_total{outcome=\"%1\"}"_s.arg(outcome));
    }
    RawAnswer post(const QByteArray &body) const
    {
        return sendRequest(m_receiver->port(), postRequest("/api/import/webhook", body, "X-Webhook-Secret: open\r\n"));
    }

    std::unique_ptr<CatalogFixture> m_fixture;
    std::unique_ptr<Storage> m_storage;
    std::unique_ptr<JobRunner> m_runner;
    std::unique_ptr<Receiver> m_receiver;
};

void TestDashboard::init()
{
    m_fixture = std::make_unique<CatalogFixture>();
    m_storage = m_fixture->open();
    const auto metrics = std::make_shared<Metrics>();
    ReadOptions given;
    given.sourcePlatform = u"webhook"_s;
    m_runner =
        std::make_unique<JobRunner>(*m_storage, QList<JobKind>{intakejob::kind([given] { return given; }, metrics)});
    m_runner->start();
    metrics->job(u"import"_s, JobState::Completed);
    ReceiverOptions options;
    options.http.port = 0;
    options.given = given;
    options.jobsAdded = [this] { m_runner->wake(); };
    options.metrics = metrics;
    m_receiver = std::make_unique<Receiver>(*m_storage, options);
    m_receiver->setSecret({.current = u"open"_s}, false);
    QVERIFY(m_receiver->start());
    QCOMPARE(post(R"([{"source_id":"1","title":"Drill"}])").status, 200);
    QCOMPARE(sendRequest(m_receiver->port(), get("/health")).status, 200);
}

void TestDashboard::cleanup()
{
    m_receiver.reset();
    if (m_runner)
        m_runner->stop();
    m_runner.reset();
    m_storage.reset();
    m_fixture.reset();
}

void TestDashboard::showsWhatThereIs()
{
    QSet<QString> said;
    const QHash<QString, double> present = samples();
    for (auto sample = present.cbegin(); sample != present.cend(); ++sample)
        said.insert(sample.key().section(u'{', 0, 0));
    QVERIFY(!expressions(dashboard()).isEmpty());
    for (const QString &expression : expressions(dashboard())) {
        for (auto match = metricName().globalMatch(expression); match.hasNext();) {
            const QString name = match.next().captured();
            QVERIFY2(said.contains(name), qPrintable(name + u" is in the dashboard, but not in /metrics"));
        }
    }
}

void TestDashboard::showsAllThereIs()
{
    const QString all = expressions(dashboard()).join(u'\n');
    static const QRegularExpression family(u"^# TYPE (\\w+) "_s, QRegularExpression::MultilineOption);
    const QString text = QString::fromUtf8(sendRequest(m_receiver->port(), get("/metrics")).body);
    int families = 0;
    for (auto match = family.globalMatch(text); match.hasNext(); ++families) {
        const QString name = match.next().captured(1);
        QVERIFY2(all.contains(QRegularExpression(u"\\b"_s + name + u"(_bucket|_sum|_count)?\\b"_s)),
                 qPrintable(name + u" is in /metrics, but not in the dashboard"));
    }
    QVERIFY(families >= 8);
}

void TestDashboard::labelsExist()
{
    const QStringList present = samples().keys();
    for (const QString &expression : expressions(dashboard())) {
        QString labels;
        for (auto match = metricName().globalMatch(expression); match.hasNext();)
            labels += present.filter(QRegularExpression(u'^' + match.next().captured() + u"\\{"_s)).join(u' ');
        for (const QString &label : labelsOf(expression)) {
            if (label == u"instance") // Prometheus adds it
                continue;
            QVERIFY2(labels.contains(QRegularExpression(u"[{,]"_s + label + u"=\""_s)),
                     qPrintable(label + u" is no label in: "_s + expression));
        }
    }
}

void TestDashboard::panelsHaveTheirPlace()
{
    constexpr int columns = 24;
    const QJsonObject board = dashboard();
    QVERIFY(board.value(u"schemaVersion").toInt() >= 36); // Grafana 9
    QSet<int> ids;
    QSet<std::pair<int, int>> taken;
    const QJsonArray panels = board.value(u"panels").toArray();
    for (const auto &value : panels) {
        const QJsonObject panel = value.toObject();
        const QByteArray title = panel[u"title"].toString().toUtf8();
        QVERIFY2(!ids.contains(panel[u"id"].toInt()) && !title.isEmpty(), title);
        ids.insert(panel[u"id"].toInt());
        QVERIFY2(panel[u"datasource"][u"uid"].toString() == u"${datasource}", title);
        const QJsonObject place = panel[u"gridPos"].toObject();
        QVERIFY2(place[u"x"].toInt() + place[u"w"].toInt() <= columns, title);
        for (int x = place[u"x"].toInt(); x < place[u"x"].toInt() + place[u"w"].toInt(); ++x) {
            for (int y = place[u"y"].toInt(); y < place[u"y"].toInt() + place[u"h"].toInt(); ++y) {
                QVERIFY2(!taken.contains({x, y}), title);
                taken.insert({x, y});
            }
        }
    }
}

void TestDashboard::productsAreCountedWhereverTheyAreImported()
{
    QTRY_COMPARE(products(u"created"_s), 1.0); // counted once the answer is on its way
    QCOMPARE(post(R"([{"source_id":"1","title":"Drill"},{"source_id":"2","title":"Bad","gtin":"123"}])").status, 200);
    QTRY_COMPARE(products(u"unchanged"_s), 1.0);
    QTRY_COMPARE(products(u"failed"_s), 1.0);
    QByteArray many = "[";
    for (int i = 0; i < 2500; ++i)
        many += R"({"source_id":")" + QByteArray::number(i) + R"(","title":"Drill )" + QByteArray::number(i) + "\"},";
    many.back() = ']';
    QCOMPARE(post(many).status, 202);
    QTRY_COMPARE_WITH_TIMEOUT(products(u"created"_s) + products(u"updated"_s) + products(u"unchanged"_s), 2502.0,
                              patience);
    QVERIFY(samples().value(u"listwright_database_duration_seconds_count{kind=\"read\"}"_s) >= 1);
    QVERIFY(samples().value(u"listwright_database_duration_seconds_count{kind=\"write\"}"_s) >= 5);
}

void TestDashboard::whatIsTakenBackIsNotCounted()
{
    // After the products, in their transaction, and not when it is kept as failed.
    ok(m_storage->write([](Database &database) {
        return database.execute(u"CREATE TRIGGER refuse BEFORE INSERT ON webhooks WHEN NEW.outcome = 'imported' "
                                "BEGIN SELECT RAISE(ABORT, 'refused'); END"_s);
    }));
    const RawAnswer answer = post(R"([{"source_id":"2","title":"Saw"},{"source_id":"3","title":"Lamp"}])");
    QVERIFY2(answer.status >= 400, answer.body);
    QTRY_COMPARE(products(u"failed"_s), 2.0);
    QCOMPARE(products(u"created"_s), 1.0);
}

QTEST_GUILESS_MAIN(TestDashboard)
#include "tst_dashboard.moc"
