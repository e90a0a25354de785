// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/compression.h"
#include "services/server/metrics.h"
#include "tests/support/gunzip.h"

#include <QTest>

using namespace listwright;
using namespace listwright::test;
using namespace std::chrono_literals;

namespace {

QByteArray headerOf(const ServerAnswer &answer, const QByteArray &name)
{
    for (const auto &[known, value] : answer.headers) {
        if (known == name)
            return value;
    }
    return {};
}

} // namespace

class TestCompression : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoTakesGzip_data();
    void whoTakesGzip();
    void longTextsAreCompressed();
    void whatIsNotCompressed_data();
    void whatIsNotCompressed();
    void metricsInPrometheusWords();
};

void TestCompression::whoTakesGzip_data()
{
    QTest::addColumn<QByteArray>("accepted");
    QTest::addColumn<bool>("takes");
    QTest::newRow("nothing said") << QByteArray() << false;
    QTest::newRow("n8n") << QByteArray("gzip, compress, deflate, br") << true;
    QTest::newRow("upper case") << QByteArray("GZIP") << true;
    QTest::newRow("anything") << QByteArray("*") << true;
    QTest::newRow("others") << QByteArray("br, deflate") << false;
    QTest::newRow("refused") << QByteArray("br, gzip;q=0") << false;
    QTest::newRow("refused in digits") << QByteArray("gzip; q=0.000") << false;
    QTest::newRow("weighed") << QByteArray("br;q=1.0, gzip;q=0.5") << true;
    QTest::newRow("another name") << QByteArray("xgzip") << false;
}

void TestCompression::whoTakesGzip()
{
    QFETCH(QByteArray, accepted);
    QFETCH(bool, takes);
    QCOMPARE(takesGzip(accepted), takes);
}

void TestCompression::longTextsAreCompressed()
{
    const QByteArray text = QByteArray("{\"title\":\"Akku-Bohrhammer\"},").repeated(1000);
    ServerAnswer answer{
        .status = 200, .headers = {{"Content-Type", "application/json"}, {"ETag", "\"5\""}}, .body = text};
    compress(answer);
    QVERIFY(answer.body.size() < text.size() / 10);
    QCOMPARE(gunzipped(answer.body), text);
    QCOMPARE(headerOf(answer, "Content-Encoding"), QByteArray("gzip"));
    QCOMPARE(headerOf(answer, "Vary"), QByteArray("Accept-Encoding"));
    QCOMPARE(headerOf(answer, "ETag"), QByteArray("W/\"5\""));
    const QByteArray once = answer.body;
    const qsizetype headers = answer.headers.size();
    compress(answer);
    noteCodings(answer);
    QCOMPARE(answer.body, once);
    QCOMPARE(answer.headers.size(), headers);
    ServerAnswer plain{.status = 200, .headers = {{"Content-Type", "application/json"}}, .body = text};
    noteCodings(plain);
    QCOMPARE(plain.body, text);
    QCOMPARE(headerOf(plain, "Vary"), QByteArray("Accept-Encoding"));
}

void TestCompression::whatIsNotCompressed_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    const QByteArray text = QByteArray("abc").repeated(1000);
    QTest::newRow("short") << 200 << QByteArray("application/json") << QByteArray(500, 'a');
    QTest::newRow("error, whose request is named yet") << 422 << QByteArray("application/json") << text;
    QTest::newRow("picture") << 200 << QByteArray("image/png") << text;
    QTest::newRow("empty") << 304 << QByteArray("application/json") << QByteArray();
}

void TestCompression::whatIsNotCompressed()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    ServerAnswer answer{.status = status, .headers = {{"Content-Type", type}}, .body = body};
    compress(answer);
    QCOMPARE(answer.body, body);
    QVERIFY(headerOf(answer, "Content-Encoding").isEmpty());
    noteCodings(answer);
    QVERIFY(headerOf(answer, "Vary").isEmpty());
}

void TestCompression::metricsInPrometheusWords()
{
    Metrics metrics;
    metrics.request("GET", "/api/products/{id}", 200, 3ms);
    metrics.request("GET", "/api/products/{id}", 404, 1ms);
    metrics.products("created", 7);
    metrics.database("write", 2ms);
    metrics.job(QStringLiteral("optimize"), JobState::Failed);
    metrics.connections(3);
    JobCounts queue;
    queue.pending = 12;
    const QByteArray text = metrics.text(queue);
    for (const QByteArray &line : QByteArrayList{
             "# TYPE listwright_http_requests_total counter",
             "listwright_http_requests_total{code=\"200\",method=\"GET\",route=\"/api/products/{id}\"} 1",
             "listwright_http_requests_total{code=\"404\",method=\"GET\",route=\"/api/products/{id}\"} 1",
             "listwright_http_request_duration_seconds_count{route=\"/api/products/{id}\"} 2",
             "listwright_imported_products_total{outcome=\"created\"} 7",
             "listwright_imported_products_total{outcome=\"failed\"} 0", "listwright_http_connections 3",
             "listwright_jobs_ended_total{kind=\"optimize\",outcome=\"failed\"} 1",
             "listwright_jobs{state=\"pending\"} 12", "listwright_database_duration_seconds_count{kind=\"write\"} 1"})
        QVERIFY2(text.split('\n').contains(line), QByteArray(line + " is not in\n" + text).constData());
}

QTEST_APPLESS_MAIN(TestCompression)
#include "tst_compression.moc"
