// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/listing/rulepack.h"
#include "services/optimizing/prompt.h"

#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

class PromptTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shippedOnes();
    void shippedOnesAreFilledIn_data();
    void shippedOnesAreFilledIn();
    void names();
    void unusableTexts_data();
    void unusableTexts();
    void otherBracesStay();
};

void PromptTest::shippedOnes()
{
    const QList<Prompt> prompts = shippedPrompts();
    QVERIFY(prompts.size() >= 7);
    QCOMPARE(prompts.first().marketplace, QString());
    for (const Prompt &prompt : prompts) {
        QVERIFY2(checkPrompt(prompt.text), qPrintable(prompt.name()));
        QCOMPARE(prompt.version, 0);
    }
    QCOMPARE(shippedPrompt(u"amazon"_s, u"de"_s).marketplace, u"amazon"_s);
    QCOMPARE(shippedPrompt(u"etsy"_s, u"de"_s), prompts.first());
    QCOMPARE(shippedPrompt({}, {}), prompts.first());
}

void PromptTest::shippedOnesAreFilledIn_data()
{
    QTest::addColumn<QString>("marketplace");
    for (const auto &pack : RulePacks::load().all())
        QTest::newRow(qPrintable(pack->key())) << pack->key();
}

void PromptTest::shippedOnesAreFilledIn()
{
    QFETCH(QString, marketplace);
    const auto pack = RulePacks::load().find(marketplace);
    const QString text = filledPrompt(shippedPrompt(marketplace, u"pl"_s), *pack, u"pl"_s, {u"title"_s});
    QVERIFY2(!text.contains(u"characters characters"_s) && !text.contains(u"bytes characters"_s), qPrintable(text));
    for (const QString &placeholder : promptPlaceholders())
        QVERIFY2(!text.contains(u'{' + placeholder + u'}'), qPrintable(placeholder));
    QVERIFY(text.contains(pack->name()));
    QVERIFY(text.contains(u"Polish (pl)"_s));
    if (pack->titleLimit())
        QVERIFY(text.contains(QString::number(*pack->titleLimit())));
}

void PromptTest::names()
{
    QCOMPARE((Prompt{.marketplace = u"amazon"_s, .language = u"de"_s, .version = 3, .text = {}}.name()),
             u"amazon/de/3"_s);
    QCOMPARE((Prompt{.marketplace = {}, .language = {}, .version = 0, .text = {}}.name()), u"any/any/0"_s);
}

void PromptTest::unusableTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("named");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("blank") << u" \n "_s << QString();
    QTest::newRow("unknown placeholder") << u"Write for {shop}"_s << u"{shop}"_s;
    QTest::newRow("too long") << QString(20'000, u'x') << u"20,000"_s;
}

void PromptTest::unusableTexts()
{
    QFETCH(QString, text);
    QFETCH(QString, named);
    const auto checked = checkPrompt(text);
    QVERIFY(!checked);
    QCOMPARE(checked.error().code, ErrorCode::InvalidInput);
    QVERIFY(checked.error().message.contains(named));
}

void PromptTest::otherBracesStay()
{
    const QString text = u"Answer like {\"title\": \"…\"} in {language}"_s;
    QVERIFY(checkPrompt(text));
    const auto pack = RulePacks::load().find(u"ebay"_s);
    QCOMPARE(filledPrompt({.marketplace = {}, .language = {}, .version = 1, .text = text}, *pack, u"de"_s, {}),
             u"Answer like {\"title\": \"…\"} in German (de)"_s);
}

QTEST_APPLESS_MAIN(PromptTest)
#include "tst_prompt.moc"
