// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/jobs/cron.h"
#include "services/jobs/schedulerule.h"

#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

class TestCron : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nextTimes_data();
    void nextTimes();
    void whatCannotBeUnderstood_data();
    void whatCannotBeUnderstood();
    void whatNeverComes();
    void everyTimeIsLaterThanTheOneBefore_data();
    void everyTimeIsLaterThanTheOneBefore();
    void intervals_data();
    void intervals();
};

void TestCron::nextTimes_data()
{
    QTest::addColumn<QString>("cron");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QStringList>("expected"); // UTC, one after the other
    const auto row = [](const char *name, const QString &cron, const QByteArray &zone, const QString &after,
                        const QStringList &expected) { QTest::newRow(name) << cron << zone << after << expected; };

    row("every minute", u"* * * * *"_s, "UTC", u"2026-01-01T00:00:30Z"_s,
        {u"2026-01-01T00:01:00Z"_s, u"2026-01-01T00:02:00Z"_s});
    row("not the same moment again", u"0 0 * * *"_s, "UTC", u"2026-01-01T00:00:00Z"_s, {u"2026-01-02T00:00:00Z"_s});
    row("steps", u"*/20 * * * *"_s, "UTC", u"2026-01-01T00:00:00Z"_s,
        {u"2026-01-01T00:20:00Z"_s, u"2026-01-01T00:40:00Z"_s, u"2026-01-01T01:00:00Z"_s});
    row("steps in a range", u"10-30/10 5 * * *"_s, "UTC", u"2026-01-01T00:00:00Z"_s,
        {u"2026-01-01T05:10:00Z"_s, u"2026-01-01T05:20:00Z"_s, u"2026-01-01T05:30:00Z"_s, u"2026-01-02T05:10:00Z"_s});
    row("steps from a number on", u"50/5 * * * *"_s, "UTC", u"2026-01-01T00:00:00Z"_s,
        {u"2026-01-01T00:50:00Z"_s, u"2026-01-01T00:55:00Z"_s, u"2026-01-01T01:50:00Z"_s});
    row("lists", u"0 6,18 * * *"_s, "UTC", u"2026-01-01T07:00:00Z"_s,
        {u"2026-01-01T18:00:00Z"_s, u"2026-01-02T06:00:00Z"_s});
    row("working days by name", u"30 8 * * mon-FRI"_s, "UTC", u"2026-01-02T09:00:00Z"_s, // a Friday
        {u"2026-01-05T08:30:00Z"_s, u"2026-01-06T08:30:00Z"_s});
    row("Sunday is 0", u"0 0 * * 0"_s, "UTC", u"2026-01-01T00:00:00Z"_s, {u"2026-01-04T00:00:00Z"_s});
    row("and 7", u"0 0 * * 7"_s, "UTC", u"2026-01-01T00:00:00Z"_s, {u"2026-01-04T00:00:00Z"_s});
    row("Friday to Sunday", u"0 0 * * 5-7"_s, "UTC", u"2026-01-01T00:00:00Z"_s,
        {u"2026-01-02T00:00:00Z"_s, u"2026-01-03T00:00:00Z"_s, u"2026-01-04T00:00:00Z"_s, u"2026-01-09T00:00:00Z"_s});
    row("months by name", u"0 0 1 jan,Jul *"_s, "UTC", u"2026-01-01T00:00:00Z"_s,
        {u"2026-07-01T00:00:00Z"_s, u"2027-01-01T00:00:00Z"_s});
    row("day of month or of week", u"0 0 13 * fri"_s, "UTC", u"2026-01-08T00:00:00Z"_s,
        {u"2026-01-09T00:00:00Z"_s, u"2026-01-13T00:00:00Z"_s, u"2026-01-16T00:00:00Z"_s});
    row("29 February", u"0 0 29 2 *"_s, "UTC", u"2026-01-01T00:00:00Z"_s, {u"2028-02-29T00:00:00Z"_s});
    row("over a year without one", u"0 0 29 2 *"_s, "UTC", u"2096-03-01T00:00:00Z"_s, {u"2104-02-29T00:00:00Z"_s});
    row("31st", u"0 0 31 * *"_s, "UTC", u"2026-01-31T00:00:00Z"_s, {u"2026-03-31T00:00:00Z"_s});
    row("local time", u"0 8 * * *"_s, "Asia/Tokyo", u"2026-01-01T00:00:00Z"_s, {u"2026-01-01T23:00:00Z"_s});
    row("half an hour off", u"0 8 * * *"_s, "Asia/Kolkata", u"2026-01-01T00:00:00Z"_s, {u"2026-01-01T02:30:00Z"_s});

    // Berlin, 29 March 2026: 2:00 becomes 3:00 at 1:00 UTC. 25 October: 3:00 becomes 2:00 at 1:00 UTC.
    row("around the change", u"0 8 * * *"_s, "Europe/Berlin", u"2026-03-27T12:00:00Z"_s,
        {u"2026-03-28T07:00:00Z"_s, u"2026-03-29T06:00:00Z"_s});
    row("left out: at the change", u"30 2 * * *"_s, "Europe/Berlin", u"2026-03-28T12:00:00Z"_s,
        {u"2026-03-29T01:00:00Z"_s, u"2026-03-30T00:30:00Z"_s});
    row("several left out: once", u"10,20 2 * * *"_s, "Europe/Berlin", u"2026-03-28T12:00:00Z"_s,
        {u"2026-03-29T01:00:00Z"_s, u"2026-03-30T00:10:00Z"_s});
    row("every half an hour over the gap", u"*/30 * * * *"_s, "Europe/Berlin", u"2026-03-29T00:00:00Z"_s,
        {u"2026-03-29T00:30:00Z"_s, u"2026-03-29T01:00:00Z"_s, u"2026-03-29T01:30:00Z"_s});
    row("repeated: once", u"30 2 * * *"_s, "Europe/Berlin", u"2026-10-24T12:00:00Z"_s,
        {u"2026-10-25T00:30:00Z"_s, u"2026-10-26T01:30:00Z"_s});
    row("every half an hour goes on", u"*/30 * * * *"_s, "Europe/Berlin", u"2026-10-25T00:00:00Z"_s,
        {u"2026-10-25T00:30:00Z"_s, u"2026-10-25T01:00:00Z"_s, u"2026-10-25T01:30:00Z"_s, u"2026-10-25T02:00:00Z"_s});
    // Havana changed at midnight in 2024 (no year to come: governments change such rules): 0:00 is left out in spring,
    // and 23:00 … is followed by 0:00 twice in autumn.
    row("midnight left out", u"0 0 * * *"_s, "America/Havana", u"2024-03-09T12:00:00Z"_s,
        {u"2024-03-10T05:00:00Z"_s, u"2024-03-11T04:00:00Z"_s});
    row("midnight repeated", u"0 0 * * *"_s, "America/Havana", u"2024-11-02T12:00:00Z"_s,
        {u"2024-11-03T04:00:00Z"_s, u"2024-11-04T05:00:00Z"_s});
}

void TestCron::nextTimes()
{
    QFETCH(QString, cron);
    QFETCH(QByteArray, zone);
    QFETCH(QString, after);
    QFETCH(QStringList, expected);
    const auto parsed = CronExpression::parse(cron);
    QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().message));
    QVERIFY(QTimeZone(zone).isValid());
    QDateTime time = QDateTime::fromString(after, Qt::ISODate);
    QStringList found;
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const auto next = parsed->next(time, QTimeZone(zone));
        QVERIFY(next);
        time = *next;
        found.append(time.toString(Qt::ISODate));
    }
    QCOMPARE(found, expected);
}

void TestCron::whatCannotBeUnderstood_data()
{
    QTest::addColumn<QString>("cron");
    QTest::addColumn<QString>("named"); // what the message names
    const QList<std::pair<QString, QString>> rows{
        {u""_s, u"five"_s},           {u"* * * *"_s, u"five"_s},      {u"* * * * * *"_s, u"five"_s},
        {u"60 * * * *"_s, u"60"_s},   {u"* 24 * * *"_s, u"24"_s},     {u"* * 0 * *"_s, u"“0”"_s},
        {u"* * 32 * *"_s, u"32"_s},   {u"* * * 13 *"_s, u"13"_s},     {u"* * * * 8"_s, u"8"_s},
        {u"5-1 * * * *"_s, u"5-1"_s}, {u"*/0 * * * *"_s, u"*/0"_s},   {u"*/x * * * *"_s, u"*/x"_s},
        {u", * * * *"_s, u","_s},     {u"1,,2 * * * *"_s, u"1,,2"_s}, {u"-1 * * * *"_s, u"-1"_s},
        {u"1- * * * *"_s, u"1-"_s},   {u"* * * foo *"_s, u"foo"_s},   {u"* * * * jan"_s, u"jan"_s},
        {u"+5 * * * *"_s, u"+5"_s},   {u"*/-5 * * * *"_s, u"*/-5"_s}};
    for (const auto &[cron, named] : rows)
        QTest::addRow("%s", qPrintable(cron)) << cron << named;
}

void TestCron::whatCannotBeUnderstood()
{
    QFETCH(QString, cron);
    QFETCH(QString, named);
    const auto parsed = CronExpression::parse(cron);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, ErrorCode::InvalidInput);
    QVERIFY2(parsed.error().message.contains(named), qPrintable(parsed.error().message));
}

void TestCron::whatNeverComes()
{
    const auto cron = CronExpression::parse(u"0 0 30 2 *"_s);
    QVERIFY(cron);
    QVERIFY(!cron->next(QDateTime::currentDateTimeUtc(), QTimeZone::utc()));
    QCOMPARE(ScheduleRule::parse(u"0 0 30 2 *"_s).error().code, ErrorCode::InvalidInput);
}

void TestCron::everyTimeIsLaterThanTheOneBefore_data()
{
    QTest::addColumn<QByteArray>("zone");
    for (const char *zone : {"Europe/Berlin", "America/Havana", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"})
        QTest::newRow(zone) << QByteArray(zone);
}

void TestCron::everyTimeIsLaterThanTheOneBefore()
{
    QFETCH(QByteArray, zone);
    for (const QString &text : {u"17 * * * *"_s, u"*/45 1-3 * * *"_s, u"0 0,2 * * *"_s}) {
        const auto cron = CronExpression::parse(text);
        QVERIFY(cron);
        QDateTime time = QDateTime::fromString(u"2026-01-01T00:00:00Z"_s, Qt::ISODate);
        while (time.date().year() == 2026) {
            const auto next = cron->next(time, QTimeZone(zone));
            QVERIFY(next && *next > time);
            QVERIFY(time.secsTo(*next) <= 26 * 3600);
            time = *next;
        }
    }
}

void TestCron::intervals_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("expected"); // after 2026-01-01 10:07:30, UTC; empty: not understood
    QTest::newRow("minutes") << u"every 15m"_s << u"2026-01-01T10:15:00Z"_s;
    QTest::newRow("seconds") << u"every 30s"_s << u"2026-01-01T10:08:00Z"_s;
    QTest::newRow("hours") << u"Every  6 h"_s << u"2026-01-01T12:00:00Z"_s;
    QTest::newRow("days") << u"every 1d"_s << u"2026-01-02T00:00:00Z"_s;
    QTest::newRow("cron") << u"0 12 * * *"_s << u"2026-01-01T12:00:00Z"_s;
    QTest::newRow("no unit") << u"every 15"_s << QString();
    QTest::newRow("nothing") << u"every 0m"_s << QString();
    QTest::newRow("weeks") << u"every 2w"_s << QString();
}

void TestCron::intervals()
{
    QFETCH(QString, rule);
    QFETCH(QString, expected);
    const auto parsed = ScheduleRule::parse(rule);
    QCOMPARE(parsed.has_value(), !expected.isEmpty());
    if (!parsed) {
        QCOMPARE(parsed.error().code, ErrorCode::InvalidInput);
        return;
    }
    const auto next = parsed->next(QDateTime::fromString(u"2026-01-01T10:07:30Z"_s, Qt::ISODate), QTimeZone::utc());
    QCOMPARE(next->toString(Qt::ISODate), expected);
}

QTEST_GUILESS_MAIN(TestCron)
#include "tst_cron.moc"
