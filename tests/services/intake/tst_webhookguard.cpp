// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/webhookguard.h"
#include "services/secrets/secretstore.h"

#include <QMessageAuthenticationCode>
#include <QTemporaryDir>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

using Verdict = WebhookGuard::Verdict;

const QDateTime now = QDateTime::fromSecsSinceEpoch(1'800'000'000, Qt::UTC);

WebhookProof signedProof(const QByteArray &secret, const QByteArray &body, qint64 at = now.toSecsSinceEpoch())
{
    const QByteArray timestamp = QByteArray::number(at);
    const QByteArray text = timestamp + '.' + body;
    return {{},
            timestamp,
            QByteArray("sha256=") + QMessageAuthenticationCode::hash(text, secret, QCryptographicHash::Sha256).toHex()};
}

auto vaultIn(const QTemporaryDir &folder)
{
    return openSecretStore(
        {.place = SecretStoreOptions::Place::Vault, .vaultFile = folder.filePath(u"secrets.vault"_s)});
}

} // namespace

class TestWebhookGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secrets_data();
    void secrets();
    void oneBeforeIsGoodForAWhile();
    void signaturesFitTheBody();
    void signaturesGrowStale();
    void storedOnesAreNotTakenAgain();
    void onlySigned();
    void secretsAreKeptAndRotated();
    void theFormOfEarlierVersionsIsRead();
};

void TestWebhookGuard::secrets_data()
{
    QTest::addColumn<QByteArray>("shown");
    QTest::addColumn<int>("verdict");
    QTest::newRow("right") << QByteArray("s3cret") << static_cast<int>(Verdict::Good);
    QTest::newRow("missing") << QByteArray() << static_cast<int>(Verdict::Missing);
    QTest::newRow("wrong") << QByteArray("s3creT") << static_cast<int>(Verdict::Wrong);
    QTest::newRow("its beginning") << QByteArray("s3cre") << static_cast<int>(Verdict::Wrong);
    QTest::newRow("more than it") << QByteArray("s3cret ") << static_cast<int>(Verdict::Wrong);
    QTest::newRow("long") << QByteArray(100'000, 'x') << static_cast<int>(Verdict::Wrong);
}

void TestWebhookGuard::secrets()
{
    QFETCH(QByteArray, shown);
    QFETCH(int, verdict);
    const WebhookGuard guard({.current = u"s3cret"_s});
    QCOMPARE(static_cast<int>(guard.check({shown, {}, {}}, "body", now)), verdict);
    QCOMPARE(static_cast<int>(guard.checkHead({shown, {}, {}}, now)), verdict);
}

void TestWebhookGuard::oneBeforeIsGoodForAWhile()
{
    const WebhookGuard guard(
        {.current = u"new"_s, .former = {{u"old"_s, now.addSecs(60)}, {u"older"_s, now.addSecs(30)}}});
    QCOMPARE(guard.check({"new", {}, {}}, {}, now), Verdict::Good);
    QCOMPARE(guard.check({"old", {}, {}}, {}, now.addSecs(59)), Verdict::Good);
    QCOMPARE(guard.check({"older", {}, {}}, {}, now.addSecs(29)), Verdict::Good);
    QCOMPARE(guard.check({"older", {}, {}}, {}, now.addSecs(30)), Verdict::Wrong);
    QCOMPARE(guard.check({"old", {}, {}}, {}, now.addSecs(60)), Verdict::Wrong);
    QCOMPARE(guard.check(signedProof("old", "x"), "x", now), Verdict::Good);
}

void TestWebhookGuard::signaturesFitTheBody()
{
    const WebhookGuard guard({.current = u"s3cret"_s});
    const WebhookProof proof = signedProof("s3cret", "body");
    QCOMPARE(guard.check(proof, "body", now), Verdict::Good);
    QCOMPARE(guard.check({{}, proof.timestamp, proof.signature.mid(7).toUpper()}, "body", now), Verdict::Good);
    QCOMPARE(guard.check(proof, "other body", now), Verdict::Unfit);
    QCOMPARE(guard.check(signedProof("guess", "body"), "body", now), Verdict::Unfit);
    QCOMPARE(guard.check({{}, proof.timestamp + '0', proof.signature}, "body", now), Verdict::Stale);
    QCOMPARE(guard.check({{}, QByteArray::number(now.toSecsSinceEpoch() + 1), proof.signature}, "body", now),
             Verdict::Unfit);
    QCOMPARE(guard.check({{}, {}, proof.signature}, "body", now), Verdict::Undated);
    // a right secret does not make up for a wrong signature
    QCOMPARE(guard.check({"s3cret", proof.timestamp, proof.signature}, "other", now), Verdict::Unfit);
}

void TestWebhookGuard::signaturesGrowStale()
{
    const WebhookGuard guard({.current = u"s3cret"_s});
    const qint64 second = now.toSecsSinceEpoch();
    QCOMPARE(guard.check(signedProof("s3cret", "x", second - 299), "x", now), Verdict::Good);
    QCOMPARE(guard.check(signedProof("s3cret", "x", second - 301), "x", now), Verdict::Stale);
    QCOMPARE(guard.check(signedProof("s3cret", "x", second + 301), "x", now), Verdict::Stale);
    QCOMPARE(guard.checkHead(signedProof("s3cret", "x", second - 301), now), Verdict::Stale);
    QCOMPARE(guard.check({{}, "-9223372036854775808", "00"}, "x", now), Verdict::Stale);
}

void TestWebhookGuard::storedOnesAreNotTakenAgain()
{
    WebhookGuard guard({.current = u"s3cret"_s});
    const WebhookProof proof = signedProof("s3cret", "x");
    QCOMPARE(guard.check(proof, "x", now), Verdict::Good);
    QVERIFY(guard.remember(proof, now));
    guard.forget(proof); // it was not stored: n8n sends it again as it is
    QCOMPARE(guard.check(proof, "x", now), Verdict::Good);
    QVERIFY(guard.remember(proof, now));
    QVERIFY(!guard.remember(proof, now));
    QCOMPARE(guard.check(proof, "x", now), Verdict::Repeated);
    QCOMPARE(guard.check({{}, proof.timestamp, proof.signature.mid(7).toUpper()}, "x", now), Verdict::Repeated);
    QCOMPARE(guard.check(signedProof("s3cret", "y"), "y", now), Verdict::Good);
}

void TestWebhookGuard::onlySigned()
{
    const WebhookGuard guard({.current = u"s3cret"_s}, true);
    QCOMPARE(guard.check({"s3cret", {}, {}}, "x", now), Verdict::Unsigned);
    QCOMPARE(guard.check(signedProof("s3cret", "x"), "x", now), Verdict::Good);
}

void TestWebhookGuard::secretsAreKeptAndRotated()
{
    const QTemporaryDir folder;
    const auto store = vaultIn(folder);
    QVERIFY(store);
    const auto first = webhookSecret(**store);
    QVERIFY(first);
    QCOMPARE(first->current.size(), 43);
    QVERIFY(first->former.isEmpty());
    QCOMPARE(webhookSecret(**store)->current, first->current);
    const auto second = rotateWebhookSecret(**store, std::chrono::hours(1));
    QVERIFY(second);
    QVERIFY(second->current != first->current);
    const auto third = rotateWebhookSecret(**store, std::chrono::hours(48));
    QVERIFY(third);
    const auto kept = webhookSecret(**store);
    QCOMPARE(*kept, *third);
    QCOMPARE(kept->former.size(), 2);
    QCOMPARE(kept->former.at(0).text, second->current);
    QCOMPARE(kept->former.at(1).text, first->current); // as long as it was promised
    const QDateTime present = QDateTime::currentDateTimeUtc();
    QVERIFY(std::abs(kept->former.at(0).until.secsTo(present.addSecs(48 * 3600))) < 60);
    QVERIFY(std::abs(kept->former.at(1).until.secsTo(present.addSecs(3600))) < 60);
    QVERIFY(rotateWebhookSecret(**store, std::chrono::seconds(0))->former.isEmpty());
}

void TestWebhookGuard::theFormOfEarlierVersionsIsRead()
{
    const QTemporaryDir folder;
    const auto store = vaultIn(folder);
    QVERIFY((*store)->write(u"webhook/secret"_s,
                            uR"({"current":"new","previous":"old","previous_until":"2026-01-02T03:04:05Z"})"_s));
    const auto kept = webhookSecret(**store);
    QVERIFY(kept);
    QCOMPARE(kept->current, u"new"_s);
    QCOMPARE(kept->former, QList<FormerSecret>({{u"old"_s, QDateTime({2026, 1, 2}, {3, 4, 5}, Qt::UTC)}}));
}

QTEST_GUILESS_MAIN(TestWebhookGuard)
#include "tst_webhookguard.moc"
