// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A recognisable key is planted, once in the environment and once in the encrypted file, and used by a service that
// answers well and one that refuses and repeats the key. Then it is looked for in everything the program wrote or said.

#include "app/exitcode.h"
#include "services/secrets/secretstore.h"
#include "tests/app/servedprogram.h"
#include "tests/support/httpstub.h"
#include "tests/support/postgresserver.h"
#include "tests/support/rawhttp.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; // milliseconds, for slow machines
constexpr int products = 6;
const QByteArray environmentsKey = "gsk_Planted/4Environment+7Never=2Shown~9x";
const QByteArray storedKey = "gsk_Planted/5EncryptedFile+8Never=3Shown~1y";

/** The middle of what base64 makes of it, whatever stands before and behind. */
QByteArrayList inBase64(const QByteArray &key, QByteArray::Base64Options options)
{
    QByteArrayList forms;
    for (const qsizetype before : {0, 1, 2})
        forms.append(QByteArray(QByteArray(before, 'x') + key).toBase64(options).mid(4).chopped(6));
    return forms;
}

/** How a key could stand somewhere, also cut off in the middle. */
QByteArrayList formsOf(const QByteArray &key)
{
    return QByteArrayList{key.left(key.size() / 2), key.right(key.size() / 2), key.toPercentEncoding().mid(4, 24),
                          key.toHex().mid(8, 32), QByteArray(key).replace("/", "\\/")} +
           inBase64(key, QByteArray::Base64Encoding) + inBase64(key, QByteArray::Base64UrlEncoding);
}

/** The form that is found, or nothing. */
QByteArray keyIn(const QByteArray &bytes)
{
    const QByteArray text = bytes.toLower();
    for (const QByteArray &form : formsOf(environmentsKey) + formsOf(storedKey)) {
        if (text.contains(form.toLower()))
            return form;
    }
    return {};
}

QByteArray goodAnswer(int number)
{
    return R"({"model":"stub","choices":[{"message":{"role":"assistant","content":"{\"title\":\"Nordkap Desk Lamp with )"
           "Dimmer and Oak Foot, Nordkap number " +
           QByteArray::number(number) +
           R"(\"}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":400,"completion_tokens":30}})";
}

/** Every product but the first meets a service that repeats the key it was given, each in another way. */
StubAnswer answerTo(const StubRequest &request)
{
    static const QRegularExpression number(u"lamp number (\\d+)"_s);
    static const QByteArray echo =
        R"({"error":{"message":"Incorrect API key provided: @. You sent Authorization: Bearer @ to us",
            "type":"@","code":"@","param":"@","details":[{"reason":"@"}]},"model":"@","hello":"@"})";
    const int product = number.match(QString::fromUtf8(request.body)).captured(1).toInt();
    const QByteArray key = request.header("authorization").mid(7);
    const QByteArray body = QByteArray(echo).replace("@", key);
    switch (product) {
    case 0:
        return {200, goodAnswer(product)};
    case 1:
        return {401, body, {{"X-Echo", key}, {"WWW-Authenticate", "Bearer realm=\"" + key + '"'}}};
    case 2:
        return {400, body, {{"X-Echo", key}}};
    case 3:
        return {403, body};
    case 4:
        return {302, body, {{"Location", "https://elsewhere.invalid/?key=" + key.toPercentEncoding()}}};
    default:
        return {404, "<html>No page for " + key + "</html>"};
    }
}

QByteArray get(const QByteArray &target, const QByteArray &key)
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-API-Key: " + key + "\r\n\r\n";
}

} // namespace

class TestPlantedKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void itIsRecognised();
    void itStandsNowhere_data();
    void itStandsNowhere();

private:
    void run(const QStringList &arguments, int code);
    void ask();
    void storeKey() const;
    void workWithTheStoredKey();
    void serveWithTheStoredKey();
    void writeFiles();
    QByteArray dump() const;
    int questionsWith(const QByteArray &key) const;

    std::unique_ptr<Program> m_program;
    std::unique_ptr<PostgresDatabase> m_server;
    std::unique_ptr<HttpStub> m_stub;
    QByteArray m_said; ///< on both channels and by the API
};

void TestPlantedKey::init()
{
    m_program = std::make_unique<Program>();
    m_stub = std::make_unique<HttpStub>();
    m_stub->answerBy(answerTo);
    m_server.reset();
    m_said.clear();
    m_program->set("LISTWRIGHT_DATA_FOLDER", m_program->file(u"kept"_s));
    m_program->set("LISTWRIGHT_LOG_LEVEL", u"debug"_s);
    m_program->set("LISTWRIGHT_AI_PROVIDER", u"groq"_s);
    m_program->set("LISTWRIGHT_AI_BASE_URL", m_stub->url(u"/v1"_s).toString());
    m_program->set("LISTWRIGHT_MARKETPLACE_LOCALE", u"en-GB"_s); // as the stub answers
}

/** What looks for it does find it. */
void TestPlantedKey::itIsRecognised()
{
    for (const QByteArray &key : {environmentsKey, storedKey}) {
        QVERIFY(!keyIn("a" + key + "b").isEmpty());
        QVERIFY(!keyIn(key.left(30)).isEmpty());
        QVERIFY(!keyIn("?key=" + key.toPercentEncoding()).isEmpty());
        QVERIFY(!keyIn(key.toHex()).isEmpty());
        QVERIFY(!keyIn(key.toUpper()).isEmpty());
        for (const QByteArray &before : QByteArrayList{"", "a", "ab", "Bearer "}) {
            QVERIFY(!keyIn(QByteArray(before + key + ".").toBase64()).isEmpty());
            QVERIFY(!keyIn(QByteArray(before + key).toBase64(QByteArray::Base64UrlEncoding)).isEmpty());
        }
    }
    QVERIFY(keyIn("gsk_Planted").isEmpty());
}

void TestPlantedKey::run(const QStringList &arguments, int code)
{
    const Run done = m_program->run(arguments);
    m_said += done.all();
    COMPARE_CODE(done, code);
}

/** By a command, with the key in the environment. */
void TestPlantedKey::ask()
{
    const QString csv = m_program->write(u"a.csv"_s, productsCsv(products));
    run({u"import"_s, csv}, ExitDone);
    m_program->set("LISTWRIGHT_AI_KEY", QString::fromLatin1(environmentsKey));
    run({u"optimize"_s, u"-m"_s, u"ebay"_s, u"--field"_s, u"title"_s, u"--json"_s}, ExitWithRejected);
    run({u"optimize"_s, u"-m"_s, u"kaufland"_s, u"--field"_s, u"title"_s}, ExitWithRejected);
    m_program->set("LISTWRIGHT_AI_KEY", QString());
    QVERIFY(questionsWith(environmentsKey) >= 2 * products);
}

void TestPlantedKey::storeKey() const
{
    const auto store = openSecretStore(
        {.place = SecretStoreOptions::Place::Vault, .vaultFile = m_program->file(u"kept/secrets.vault"_s)});
    QVERIFY2(store, qPrintable(store ? QString() : store.error().message));
    const auto written = (*store)->write(u"ai/groq"_s, QString::fromLatin1(storedKey));
    QVERIFY2(written, qPrintable(written ? QString() : written.error().message));
}

void TestPlantedKey::workWithTheStoredKey()
{
    run({u"jobs"_s, u"retry"_s, u"--failed"_s}, ExitDone);
    run({u"worker"_s, u"--until-done"_s, u"--json"_s}, ExitDone);
    QVERIFY(questionsWith(storedKey) >= 2 * (products - 1));
    run({u"jobs"_s}, ExitDone);
    const Run listed = m_program->run({u"jobs"_s, u"--json"_s});
    m_said += listed.all();
    QCOMPARE(listed.json()[u"counts"][u"failed"].toInt(), 2 * (products - 1));
    const QJsonArray jobs = listed.json()[u"jobs"].toArray();
    QCOMPARE(jobs.size(), 2 * products);
    QStringList ids;
    for (const QJsonValue &job : jobs)
        ids.append(QString::number(job[u"id"].toInteger()));
    run(QStringList{u"jobs"_s, u"show"_s, u"--json"_s} + ids, ExitDone);
    run(QStringList{u"jobs"_s, u"show"_s} + ids, ExitDone);
    run({u"proposals"_s, u"list"_s, u"--json"_s}, ExitDone);
    run({u"proposals"_s, u"show"_s, u"1"_s, u"--json"_s}, ExitDone);
    run({u"proposals"_s, u"accept"_s, u"1"_s}, ExitDone);
}

void TestPlantedKey::serveWithTheStoredKey()
{
    const QByteArray admin =
        m_program->run({u"keys"_s, u"create"_s, u"all"_s, u"--scopes"_s, u"admin"_s}).output.trimmed();
    const int asked = questionsWith(storedKey);
    ServedProgram served(*m_program);
    const auto answered = [&](const QByteArray &request) {
        const RawAnswer answer = sendRequest(served.port(), request);
        m_said += answer.head + "\n" + answer.body;
        return answer;
    };
    const RawAnswer retried =
        answered(postRequest("/api/jobs/retry-failed", R"({"kind":"optimize"})", "X-API-Key: " + admin + "\r\n"));
    QCOMPARE(retried.json()[u"retried"].toInt(), 2 * (products - 1));
    QTRY_COMPARE_WITH_TIMEOUT(questionsWith(storedKey), asked + 2 * (products - 1), patience);
    const auto failed = [&] {
        return answered(get("/api/jobs?state=failed", admin)).json()[u"items"].toArray().size();
    };
    QTRY_COMPARE_WITH_TIMEOUT(failed(), 2 * (products - 1), patience);
    for (const QByteArray &target : QByteArrayList{"/api/jobs", "/api/proposals", "/api/products",
                                                   "/api/products/stats/summary", "/metrics", "/health"})
        QCOMPARE(answered(get(target, admin)).status, 200);
    for (int id = 1; id <= 2 * products; ++id)
        QCOMPARE(answered(get("/api/jobs/" + QByteArray::number(id), admin)).status, 200);
    const Run ended = served.end();
    m_said += ended.all();
    COMPARE_CODE(ended, ExitDone);
}

/** Exports of all formats, and a copy of the catalog. */
void TestPlantedKey::writeFiles()
{
    if (m_server)
        return; // they are the same; its tables are looked into themselves
    const QJsonArray formats = m_program->run({u"export"_s, u"--formats"_s, u"--json"_s}).json()[u"formats"].toArray();
    QVERIFY(formats.size() > 5);
    m_program->set("LISTWRIGHT_AMAZON_SELLER_ID", u"A1SELLER"_s);
    for (const QJsonValue &format : formats) {
        const QString key = format[u"format"].toString();
        const Run exported = m_program->run({u"export"_s, u"--format"_s, key, u"--output"_s, m_program->file(key)});
        m_said += exported.all();
        QVERIFY2(exported.code == ExitDone || exported.code == ExitWithRejected, exported.all());
        QVERIFY2(QFile::exists(m_program->file(key)), exported.all());
    }
    run({u"db"_s, u"backup"_s, m_program->file(u"copy.db"_s)}, ExitDone);
}

/** Every value of every table. */
QByteArray TestPlantedKey::dump() const
{
    const QStringList tables =
        m_server
            ->value(u"SELECT string_agg(quote_ident(schemaname) || '.' || quote_ident(tablename), ' ') FROM pg_tables "
                    "WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"_s)
            .split(u' ', Qt::SkipEmptyParts);
    QByteArray rows;
    for (const QString &table : tables)
        rows += m_server->value(u"SELECT string_agg(t::text, E'\\n') FROM "_s + table + u" t").toUtf8() + '\n';
    return rows;
}

int TestPlantedKey::questionsWith(const QByteArray &key) const
{
    const QList<StubRequest> requests = m_stub->requests();
    return static_cast<int>(std::ranges::count_if(
        requests, [&](const StubRequest &request) { return request.header("authorization") == "Bearer " + key; }));
}

void TestPlantedKey::itStandsNowhere_data()
{
    QTest::addColumn<bool>("postgresql");
    QTest::newRow("sqlite") << false;
    QTest::newRow("postgresql") << true;
}

void TestPlantedKey::itStandsNowhere()
{
    QFETCH(bool, postgresql);
    if (postgresql) {
        m_server = PostgresDatabase::create();
        if (!m_server)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        m_program->set("LISTWRIGHT_DATABASE_URL", m_server->url());
    }
    for (const auto step : {&TestPlantedKey::ask, &TestPlantedKey::workWithTheStoredKey,
                            &TestPlantedKey::serveWithTheStoredKey, &TestPlantedKey::writeFiles}) {
        if (step == &TestPlantedKey::workWithTheStoredKey)
            storeKey();
        (this->*step)();
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(m_said.contains("does not accept the key")); // it was about the key
    QVERIFY2(keyIn(m_said).isEmpty(), keyIn(m_said));
    qsizetype saying = 0; // files in which the faults stand: the catalog, its copy, the log
    QDirIterator files(m_program->folder(), QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY2(keyIn(bytes).isEmpty(), qPrintable(file.fileName()));
        saying += bytes.contains("HTTP status 401") || bytes.contains("does not accept the key");
    }
    QVERIFY2(saying >= (postgresql ? 1 : 3), QByteArray::number(saying));
    QVERIFY(QFile::exists(m_program->file(u"kept/secrets.vault"_s)));
    if (m_server) {
        const QByteArray rows = dump();
        QVERIFY(rows.contains("does not accept the key") && rows.contains("Nordkap"));
        QVERIFY2(keyIn(rows).isEmpty(), keyIn(rows));
    }
}

QTEST_GUILESS_MAIN(TestPlantedKey)
#include "tst_plantedkey.moc"
