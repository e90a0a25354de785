// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Requests of the form in which n8n 2.8 and 2.41 were seen to send them, with products that are made up
// (tests/support/n8n), and the workflow that Listwright hands out.
#include "services/receiving/receiver.h"
#include "services/storage/productrepository.h"
#include "services/storage/webhookrepository.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/gunzip.h"
#include "tests/support/postgresserver.h"
#include "tests/support/rawhttp.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QUrl>

#include <thread>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray platform = "lampy-example"; // of the recorded products

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return file.readAll();
}

QByteArray recorded(const QString &name)
{
    return bytesOf(QStringLiteral(LISTWRIGHT_SOURCE_DIR "/tests/support/n8n/") + name);
}

/** The recorded request of one item, with another body. */
QByteArray requestOf(const QByteArray &body)
{
    QByteArray head = recorded(u"item.http"_s);
    head.truncate(head.indexOf("\r\n\r\n"));
    const qsizetype length = head.indexOf("Content-Length: ") + 16;
    head.replace(length, head.indexOf('\r', length) - length, QByteArray::number(body.size()));
    return head + "\r\n\r\n" + body;
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/** What n8n reads of the answer: the item that goes on. */
QJsonObject itemOf(const RawAnswer &answer)
{
    const bool zipped = answer.header("Content-Encoding") == "gzip";
    return QJsonDocument::fromJson(zipped ? gunzipped(answer.body) : answer.body).object();
}

/** All sent at once, each on a connection of its own. */
std::vector<RawAnswer> sendTogether(quint16 port, const QByteArrayList &requests)
{
    std::vector<RawAnswer> answers(static_cast<std::size_t>(requests.size()));
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < answers.size(); ++i)
        threads.emplace_back([&, i] { answers[i] = sendRequest(port, requests[static_cast<qsizetype>(i)]); });
    for (std::thread &thread : threads)
        thread.join();
    return answers;
}

QString textOf(const Product &product)
{
    QStringList attributes;
    for (const Attribute &attribute : product.attributes)
        attributes.append(attribute.name + u'=' + attribute.value);
    QStringList images;
    for (const Image &image : product.images)
        images.append(image.url);
    return QStringList{product.sourceId,
                       product.titleOriginal,
                       product.price ? QString::number(product.price->minorUnits()) + product.price->currency().code()
                                     : QString(),
                       product.brand,
                       product.gtin,
                       product.mpn,
                       product.quantity ? QString::number(*product.quantity) : QString(),
                       images.join(u' '),
                       attributes.join(u' ')}
        .join(u'|');
}

/** What `listwright serve` and the window serve, on the database of the test's row. */
class Receiving
{
public:
    Receiving() : m_storage(m_fixture.open())
    {
        ReceiverOptions options;
        options.http.port = 0;
        options.given.sourcePlatform = u"webhook"_s;
        options.given.defaultCurrency = u"EUR"_s;
        m_receiver = std::make_unique<Receiver>(*m_storage, options);
        m_receiver->setSecret({.current = u"s3cret"_s}, false);
        const auto started = m_receiver->start();
        if (!started)
            qFatal("%s", qPrintable(started.error().message));
        m_address = *started;
    }

    quint16 port() const { return m_receiver->port(); }
    QString address() const { return m_address; }
    QStringList products(const QString &of)
    {
        QStringList texts;
        for (const char *id : {"L-1001", "L-1002", "L-1003"}) {
            const auto found = valueOf(m_storage->read([&](Database &database) {
                return ProductRepository(database).findBySource(of, QString::fromLatin1(id));
            }));
            if (found)
                texts.append(textOf(*found));
        }
        return texts;
    }
    qint64 productCount()
    {
        return valueOf(m_storage->read([](Database &database) {
            Query count(database, u"SELECT count(*) FROM products"_s);
            return count.firstNumber();
        }));
    }
    WebhookEvent newestEvent()
    {
        return valueOf(m_storage->read([](Database &database) -> Result<WebhookEvent> {
            WebhookRepository events(database);
            return events.list({.limit = 1}).and_then([&](const QList<WebhookEvent> &newest) {
                return events.find(newest.value(0).id);
            });
        }));
    }

private:
    CatalogFixture m_fixture;
    std::unique_ptr<Storage> m_storage;
    std::unique_ptr<Receiver> m_receiver;
    QString m_address;
};

/** The workflow that is handed out, as far as n8n needs it to send products and to go on with what is answered. */
class Workflow
{
public:
    explicit Workflow(const QString &address)
    {
        QByteArray text = bytesOf(u":/listwright/n8n/send-products.json"_s);
        text.replace("LISTWRIGHT_ADDRESS", address.toUtf8());
        m_workflow = QJsonDocument::fromJson(text).object();
    }

    QJsonObject parameters(const QString &type) const { return node(type)[u"parameters"].toObject(); }
    QString nameOf(const QString &type) const { return node(type)[u"name"].toString(); }

    /** What its example makes. The text is JavaScript: names without quotes, texts in single ones. */
    QJsonArray examples() const
    {
        static const QRegularExpression name(u"([{,]\\s*)(\\w+):"_s);
        QString code = parameters(u"code"_s)[u"jsCode"].toString();
        code = code.mid(code.indexOf(u"return"_s) + 6).chopped(1);
        code.replace(u'\'', u'"').replace(name, u"\\1\"\\2\":"_s);
        code.replace(QRegularExpression(u",\\s*\\]"_s), u"]"_s);
        QJsonArray products;
        const QJsonArray items = QJsonDocument::fromJson(code.toUtf8()).array();
        for (const auto &item : items)
            products.append(item[u"json"]);
        return products;
    }

    /** What it sends for these products. */
    QByteArrayList requests(const QJsonArray &products) const
    {
        const qsizetype atOnce = parameters(u"splitInBatches"_s)[u"batchSize"].toInt();
        const QString list = parameters(u"aggregate"_s)[u"destinationFieldName"].toString();
        QByteArrayList requests;
        QJsonArray batch;
        for (const auto &product : products) {
            batch.append(product);
            if (batch.size() < atOnce && requests.size() * atOnce + batch.size() < products.size())
                continue;
            requests.append(request(compact({{list, batch}})));
            batch = {};
        }
        return requests;
    }

    /** Where it goes on with an answer, up to the nodes that do nothing but keep it or begin the next batch. */
    QStringList after(const RawAnswer &answer) const
    {
        const bool taken = answer.status >= 200 && answer.status < 300;
        const QString sender = nameOf(u"httpRequest"_s);
        const QString choice = nameOf(u"if"_s);
        QStringList reached = next(sender, taken ? 0 : 1);
        if (!reached.removeOne(choice))
            return reached;
        return reached + next(choice, isChosen(itemOf(answer)) ? 0 : 1);
    }
    /** The member of an answer that it decides by. */
    QString decidingMember() const
    {
        static const QRegularExpression positive(uR"(^=\{\{ \$json\.(\w+) > 0 \}\}$)"_s);
        const QJsonObject condition = parameters(u"if"_s)[u"conditions"][u"conditions"][0].toObject();
        return positive.match(condition[u"leftValue"].toString()).captured(1);
    }

private:
    QJsonObject node(const QString &type) const
    {
        const QJsonArray nodes = m_workflow[u"nodes"].toArray();
        for (const auto &each : nodes) {
            if (each[u"type"].toString() == u"n8n-nodes-base."_s + type)
                return each.toObject();
        }
        qFatal("the workflow has no %s", qPrintable(type));
    }
    bool isChosen(const QJsonObject &item) const { return item[decidingMember()].toInteger() > 0; }
    QStringList next(const QString &name, int output) const
    {
        QStringList names;
        const QJsonArray targets = m_workflow[u"connections"][name][u"main"][output].toArray();
        for (const auto &target : targets)
            names.append(target[u"node"].toString());
        return names;
    }
    /** By the HTTP Request node, with the credential that the note tells to make. */
    QByteArray request(const QByteArray &body) const
    {
        static const QRegularExpression named(u"name `([^`]+)`"_s);
        const QJsonObject sending = parameters(u"httpRequest"_s);
        const QString header = named.match(parameters(u"stickyNote"_s)[u"content"].toString()).captured(1);
        const QUrl url(sending[u"url"].toString());
        QByteArray request = requestOf(body);
        request.replace("POST /api/import/webhook", (sending[u"method"].toString() + u' ' + url.path()).toLatin1());
        request.replace("x-webhook-secret", header.toLatin1());
        request.replace("127.0.0.1:8765", url.authority().toLatin1());
        return request;
    }

    QJsonObject m_workflow;
};

QJsonArray lamps(int first, int count)
{
    QJsonArray products;
    for (int i = 0; i < count; ++i)
        products.append(QJsonObject{{u"source_platform"_s, u"shop"_s},
                                    {u"source_id"_s, QString::number(first + i)},
                                    {u"title"_s, u"Lampa %1"_s.arg(first + i)},
                                    {u"price"_s, 12.5}});
    return products;
}

const QJsonObject wrongLamp{{u"source_id"_s, u"X"_s}, {u"title"_s, u"Bad"_s}, {u"gtin"_s, u"123"_s}};

} // namespace

class TestN8n : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyModeBringsTheSame_data() { addDatabases(); }
    void everyModeBringsTheSame();
    void aRepeatedNodeDoublesNothing_data() { addDatabases(); }
    void aRepeatedNodeDoublesNothing();
    void faultsAreSentences_data() { addDatabases(); }
    void faultsAreSentences();
    void theWorkflowSendsWhatIsTaken_data() { addDatabases(); }
    void theWorkflowSendsWhatIsTaken();
    void whatIsNotTakenReachesItsBranch_data() { addDatabases(); }
    void whatIsNotTakenReachesItsBranch();
};

#define START                                                                                                          \
    if (const CatalogFixture probe; !probe.isAvailable())                                                              \
        QSKIP(qPrintable(probe.whyNot()));                                                                             \
    Receiving receiving

// Items one by one, all in one list, as fields, form, file or typed text; and again, as a retry sends the same bytes.
void TestN8n::everyModeBringsTheSame()
{
    START;
    const QStringList lines{
        u"L-1001|Lampka nocna dębowa „Świt” 40 cm|124900PLN|Świt|4006381333931||12|https://lampy.example/1.jpg "
        u"https://lampy.example/2.jpg|Materiał=dąb Wysokość=40 cm"_s,
        u"L-1002|Bürolampe 24\" 💡 & mehr|8950EUR|||BL-24|0||"_s,
        u"L-1003|Desk lamp|1500EUR|Acme||||https://lampy.example/3.jpg|"_s};
    const QStringList names = QDir(QStringLiteral(LISTWRIGHT_SOURCE_DIR "/tests/support/n8n")).entryList({u"*.http"_s});
    QCOMPARE(names.size(), 9);
    char mark = 'a';
    for (const QString &name : names) {
        const QByteArray own = platform.chopped(1) + mark++; // so that each brings new products
        QByteArray request = recorded(name);
        request.replace(platform, own);
        const bool single = QStringList{u"item.http"_s, u"fields.http"_s, u"form.http"_s}.contains(name);
        const qsizetype count = single ? 1 : 3;
        for (const QString &outcome : {u"created"_s, u"unchanged"_s}) {
            const RawAnswer answer = sendRequest(receiving.port(), request);
            QVERIFY2(answer.status == 200, qPrintable(name + u": "_s + QString::fromUtf8(answer.body)));
            const QJsonObject item = itemOf(answer);
            QVERIFY2(!item.contains(u"error"), "n8n 2.8 would send it again");
            QCOMPARE(name + QString::number(item[u"received"].toInt()), name + QString::number(count));
            QCOMPARE(name + QString::number(item[outcome].toInt()), name + QString::number(count));
            QCOMPARE(item[u"failed"].toInt(-1), 0);
            QCOMPARE(item[u"items"].toArray().size(), count);
        }
        QCOMPARE(name + receiving.products(QString::fromLatin1(own)).join(u'\n'),
                 name + lines.mid(0, count).join(u'\n'));
        const WebhookEvent event = receiving.newestEvent();
        QCOMPARE(event.body, request.mid(request.indexOf("\r\n\r\n") + 4));
        QVERIFY(event.headers[u"user-agent"].toString().contains(QRegularExpression(u"^(axios/1\\.12\\.0|n8n)$"_s)));
        QVERIFY2(!compact(event.headers).contains("s3cret"), qPrintable(name));
    }
}

// An item each and all at once, as the node does unless told otherwise; one fails, so it sends all of them again.
void TestN8n::aRepeatedNodeDoublesNothing()
{
    START;
    constexpr int items = 50;
    constexpr std::size_t wrong = 2;
    QByteArrayList requests;
    const QJsonArray all = lamps(1, items - 1);
    for (const auto &lamp : all)
        requests.append(requestOf(compact(lamp.toObject())));
    requests.insert(wrong, requestOf(compact(wrongLamp)));
    for (const QString &outcome : {u"created"_s, u"unchanged"_s, u"unchanged"_s}) {
        const std::vector<RawAnswer> answers = sendTogether(receiving.port(), requests);
        for (std::size_t i = 0; i < answers.size(); ++i) {
            QVERIFY2(answers[i].status == (i == wrong ? 422 : 200), answers[i].body);
            QCOMPARE(itemOf(answers[i])[outcome].toInt(), i == wrong ? 0 : 1);
        }
    }
    QCOMPARE(receiving.productCount(), items - 1);
}

// n8n shows error.message; a text in "error" would be shown in its place.
void TestN8n::faultsAreSentences()
{
    START;
    const QByteArray good = requestOf(compact(lamps(1, 1)[0].toObject()));
    const std::pair<int, QByteArray> faults[] = {{401, QByteArray(good).replace("s3cret", "s3crex")},
                                                 {422, requestOf(compact(wrongLamp))},
                                                 {400, requestOf(R"({"title":)")},
                                                 {415, QByteArray(good).replace("application/json\r", "text/csv\r")},
                                                 {404, QByteArray(good).replace("/webhook ", "/webhoock ")}};
    for (const auto &[status, request] : faults) {
        const RawAnswer answer = sendRequest(receiving.port(), request);
        QCOMPARE(answer.status, status);
        QVERIFY2(answer.errorMessage().contains(u' '), answer.body);
        QVERIFY(!answer.json().contains(u"message"));
    }
    QCOMPARE(receiving.productCount(), 0);
}

void TestN8n::theWorkflowSendsWhatIsTaken()
{
    START;
    const Workflow workflow(receiving.address());
    const QJsonObject sending = workflow.parameters(u"httpRequest"_s);
    QCOMPARE(sending[u"jsonBody"].toString(), u"={{ JSON.stringify($json) }}"_s); // of one list, as it is made here
    QVERIFY(sending[u"sendBody"].toBool());
    QCOMPARE(sending[u"specifyBody"].toString(), u"json"_s);
    const QJsonArray examples = workflow.examples();
    QVERIFY(!examples.isEmpty());
    const QByteArrayList exampleRequests = workflow.requests(examples);
    QCOMPARE(exampleRequests.size(), 1);
    const RawAnswer example = sendRequest(receiving.port(), exampleRequests.first());
    QVERIFY2(example.status == 200, example.body);
    QCOMPARE(itemOf(example)[u"created"].toInteger(), examples.size());
    QCOMPARE(workflow.after(example), QStringList{workflow.nameOf(u"splitInBatches"_s)});

    const QByteArrayList requests = workflow.requests(lamps(1, 250));
    QCOMPARE(requests.size(), 3);
    for (const QByteArray &request : requests) { // one after the other, as it loops
        const RawAnswer answer = sendRequest(receiving.port(), request);
        QVERIFY2(answer.status == 200, answer.body); // not 202, which says nothing of the products yet
        QVERIFY(itemOf(answer)[workflow.decidingMember()].isDouble());
        QVERIFY(!itemOf(answer).contains(u"error"));
        QCOMPARE(workflow.after(answer), QStringList{workflow.nameOf(u"splitInBatches"_s)});
    }
    QCOMPARE(receiving.productCount(), 250 + examples.size());
}

void TestN8n::whatIsNotTakenReachesItsBranch()
{
    START;
    const Workflow workflow(receiving.address());
    const QString loop = workflow.nameOf(u"splitInBatches"_s);
    const QString notTaken = workflow.nameOf(u"noOp"_s);
    QJsonArray some = lamps(1, 3);
    some.append(wrongLamp);
    const QByteArray all = workflow.requests({wrongLamp}).first();
    const QByteArray request = workflow.requests(some).first();
    const std::pair<int, QByteArray> cases[] = {
        {200, request}, {422, all}, {401, QByteArray(request).replace("s3cret", "x")}};
    for (const auto &[status, sent] : cases) {
        const RawAnswer answer = sendRequest(receiving.port(), sent);
        QCOMPARE(answer.status, status);
        QStringList reached = workflow.after(answer);
        reached.sort();
        QCOMPARE(reached, (QStringList{loop, notTaken})); // and the next ones are sent all the same
    }
    QCOMPARE(receiving.productCount(), 3);
}

QTEST_GUILESS_MAIN(TestN8n)
#include "tst_n8n.moc"
