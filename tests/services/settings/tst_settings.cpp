// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/settings/settings.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace listwright;

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"listwright.ini"_s);
        m_environment = QProcessEnvironment();
    }

    void tableIsComplete();
    void defaultsFollowTheDataFolder();
    void keepsValues();
    void keepsTextWithCommasAndLetters();
    void environmentWins();
    void wrongEnvironmentIsNamed_data();
    void wrongEnvironmentIsNamed();
    void wrongValueIsRefused_data();
    void wrongValueIsRefused();
    void wrongValueInFileIsNamed();
    void passwordNeverReachesTheFile();
    void secretNamesNameTheServer();
    void emptyTextMeansDefault();
    void resetSignals();
    void sameValueIsNoChange();
    void statesArePutAway();
    void damagedFileIsLeftAlone();
    void folderInPlaceOfFile();
    void unwritableFileSaysSo();

private:
    std::unique_ptr<Settings> open() const { return std::make_unique<Settings>(m_file, m_environment); }

    void writeFile(const QByteArray &content) const
    {
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    QByteArray fileContent() const
    {
        QFile file(m_file);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    QProcessEnvironment m_environment;
};

void TestSettings::tableIsComplete()
{
    QSet<QString> names;
    QSet<QString> variables;
    // ImportPreviewHeader is the last key, so this also notices a key without a row.
    QCOMPARE(Settings::definitions().size(), static_cast<int>(SettingKey::ImportPreviewHeader) + 1);
    for (const SettingDefinition &row : Settings::definitions()) {
        QVERIFY2(!names.contains(row.name), qPrintable(row.name));
        names << row.name;
        QCOMPARE(&Settings::definition(row.key), &row);
        if (row.environmentVariable.isEmpty())
            continue;
        QVERIFY2(row.environmentVariable.startsWith(u"LISTWRIGHT_"), qPrintable(row.environmentVariable));
        QVERIFY2(!variables.contains(row.environmentVariable), qPrintable(row.environmentVariable));
        variables << row.environmentVariable;
    }
}

void TestSettings::defaultsFollowTheDataFolder()
{
    m_environment.insert(u"LISTWRIGHT_DATA_FOLDER"_s, u"/somewhere/else"_s);
    const auto settings = open();
    QCOMPARE(settings->text(SettingKey::DatabaseUrl), u"sqlite:///somewhere/else/catalog.db"_s);
    QCOMPARE(settings->text(SettingKey::RulesFolder), u"/somewhere/else/rules"_s);
    QCOMPARE(settings->text(SettingKey::RejectsFolder), u"/somewhere/else/rejects"_s);
    QCOMPARE(settings->text(SettingKey::Theme), u"system"_s);
    QCOMPARE(settings->text(SettingKey::DefaultCurrency), u"EUR"_s);
    QCOMPARE(settings->number(SettingKey::KeepBackups), 7);
    QVERIFY(settings->state(SettingKey::WindowGeometry).isEmpty());
    QVERIFY(settings->problems().isEmpty());
    QVERIFY2(fileContent().isEmpty(), "reading must not make a file");
}

void TestSettings::keepsValues()
{
    {
        const auto settings = open();
        QSignalSpy changed(settings.get(), &Settings::changed);
        QVERIFY(settings->setText(SettingKey::Theme, u"dark"_s));
        QVERIFY(settings->setText(SettingKey::DefaultCurrency, u" pln "_s));
        QVERIFY(settings->setNumber(SettingKey::KeepBackups, 30));
        QCOMPARE(changed.size(), 3);
        QCOMPARE(changed.at(2).at(0).value<SettingKey>(), SettingKey::KeepBackups);
    }
    const auto again = open();
    QCOMPARE(again->text(SettingKey::Theme), u"dark"_s);
    QCOMPARE(again->text(SettingKey::DefaultCurrency), u"PLN"_s);
    QCOMPARE(again->number(SettingKey::KeepBackups), 30);
}

void TestSettings::keepsTextWithCommasAndLetters()
{
    const QString name = u"/home/żółty, größer/“a;b”=%20"_s;
    QVERIFY(open()->setText(SettingKey::BackupFolder, name));
    QCOMPARE(open()->text(SettingKey::BackupFolder), name);

    writeFile("[import]\nsource=one, two\n");
    QCOMPARE(open()->text(SettingKey::ImportSource), u"one, two"_s);
}

void TestSettings::environmentWins()
{
    QVERIFY(open()->setText(SettingKey::Theme, u"light"_s));
    m_environment.insert(u"LISTWRIGHT_THEME"_s, u"dark"_s);
    const auto settings = open();
    QVERIFY(settings->isLocked(SettingKey::Theme));
    QVERIFY(!settings->isLocked(SettingKey::Language));
    QCOMPARE(settings->text(SettingKey::Theme), u"dark"_s);
    const auto refused = settings->setText(SettingKey::Theme, u"light"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Forbidden);
    QVERIFY(refused.error().message.contains(u"LISTWRIGHT_THEME"_s));
    QCOMPARE(settings->reset(SettingKey::Theme).error().code, ErrorCode::Forbidden);
    QCOMPARE(settings->text(SettingKey::Theme), u"dark"_s);

    m_environment.insert(u"LISTWRIGHT_THEME"_s, QString());
    QVERIFY2(!open()->isLocked(SettingKey::Theme), "an empty variable counts as none");
}

void TestSettings::wrongEnvironmentIsNamed_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("value");
    QTest::newRow("choice") << u"LISTWRIGHT_THEME"_s << u"purple"_s;
    QTest::newRow("number") << u"LISTWRIGHT_KEEP_BACKUPS"_s << u"many"_s;
    QTest::newRow("range") << u"LISTWRIGHT_KEEP_BACKUPS"_s << u"0"_s;
    QTest::newRow("currency") << u"LISTWRIGHT_CURRENCY"_s << u"Euros"_s;
}

void TestSettings::wrongEnvironmentIsNamed()
{
    QFETCH(QString, variable);
    QFETCH(QString, value);
    m_environment.insert(variable, value);
    const auto settings = open();
    QCOMPARE(settings->problems().size(), 1);
    QVERIFY(settings->problems().first().contains(variable));
    QVERIFY(settings->problems().first().contains(value));
    QVERIFY(!settings->isLocked(SettingKey::Theme));
    QCOMPARE(settings->text(SettingKey::Theme), u"system"_s);
    QCOMPARE(settings->number(SettingKey::KeepBackups), 7);
    QCOMPARE(settings->text(SettingKey::DefaultCurrency), u"EUR"_s);
}

void TestSettings::wrongValueIsRefused_data()
{
    QTest::addColumn<SettingKey>("key");
    QTest::addColumn<QString>("value");
    QTest::newRow("choice") << SettingKey::Language << u"fr"_s;
    QTest::newRow("number too large") << SettingKey::KeepBackups << u"366"_s;
    QTest::newRow("relative folder") << SettingKey::BackupFolder << u"backups"_s;
    QTest::newRow("currency") << SettingKey::DefaultCurrency << u"€"_s;
}

void TestSettings::wrongValueIsRefused()
{
    QFETCH(SettingKey, key);
    QFETCH(QString, value);
    const auto settings = open();
    const QString before = settings->text(key);
    QSignalSpy changed(settings.get(), &Settings::changed);
    const auto refused = settings->setText(key, value);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    QVERIFY(refused.error().message.contains(value));
    QCOMPARE(settings->text(key), before);
    QCOMPARE(changed.size(), 0);
    QVERIFY(fileContent().isEmpty());
}

void TestSettings::wrongValueInFileIsNamed()
{
    writeFile("[appearance]\ntheme=purple\nlanguage=pl\n[backup]\nkeep=-3\n");
    const auto settings = open();
    QCOMPARE(settings->problems().size(), 2);
    QVERIFY(settings->problems().join(u'\n').contains(u"appearance/theme"_s));
    QCOMPARE(settings->text(SettingKey::Theme), u"system"_s);
    QCOMPARE(settings->text(SettingKey::Language), u"pl"_s);
    QCOMPARE(settings->number(SettingKey::KeepBackups), 7);
}

void TestSettings::passwordNeverReachesTheFile()
{
    const auto settings = open();
    QCOMPARE(settings->setText(SettingKey::DatabasePassword, u"hunter2"_s).error().code, ErrorCode::InvalidInput);
    const auto url = settings->setText(SettingKey::DatabaseUrl, u"postgresql://anna:hunter2@db/shop"_s);
    QCOMPARE(url.error().code, ErrorCode::InvalidInput);
    QVERIFY(!url.error().message.contains(u"hunter2"_s));
    QVERIFY(settings->setText(SettingKey::DatabaseUrl, u"postgresql://anna@db:5433/shop"_s));
    QVERIFY(!fileContent().contains("hunter2"));

    m_environment.insert(u"LISTWRIGHT_DATABASE_PASSWORD"_s, u"hunter2"_s);
    QCOMPARE(open()->text(SettingKey::DatabasePassword), u"hunter2"_s);

    writeFile("[database]\nurl=postgresql://anna:hunter2@db/shop\n");
    const auto byHand = open();
    QCOMPARE(byHand->problems().size(), 1);
    QVERIFY(!byHand->problems().first().contains(u"hunter2"_s));
}

void TestSettings::secretNamesNameTheServer()
{
    QCOMPARE(Settings::databaseSecretName(u"postgresql://anna@db.example:5433/shop"_s),
             u"database/anna@db.example:5433/shop"_s);
    QCOMPARE(Settings::databaseSecretName(u"postgresql://anna:hunter2@db.example/shop"_s),
             u"database/anna@db.example:5432/shop"_s);
}

void TestSettings::emptyTextMeansDefault()
{
    const auto settings = open();
    QVERIFY(settings->setText(SettingKey::ImportSource, u"allegro"_s));
    QVERIFY(settings->setText(SettingKey::ImportSource, QString()));
    QCOMPARE(settings->text(SettingKey::ImportSource), u"file"_s);
    QVERIFY(!fileContent().contains("source"));
}

void TestSettings::resetSignals()
{
    const auto settings = open();
    QVERIFY(settings->setText(SettingKey::Theme, u"dark"_s));
    QSignalSpy changed(settings.get(), &Settings::changed);
    QVERIFY(settings->reset(SettingKey::Theme));
    QVERIFY(settings->reset(SettingKey::Theme));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(open()->text(SettingKey::Theme), u"system"_s);
}

void TestSettings::sameValueIsNoChange()
{
    const auto settings = open();
    QVERIFY(settings->setText(SettingKey::Theme, u"dark"_s));
    QSignalSpy changed(settings.get(), &Settings::changed);
    QVERIFY(settings->setText(SettingKey::Theme, u"dark"_s));
    QCOMPARE(changed.size(), 0);
}

void TestSettings::statesArePutAway()
{
    const QByteArray bytes("\x00\x01\xff,;=\n\"", 8);
    open()->setState(SettingKey::CatalogHeader, bytes);
    QCOMPARE(open()->state(SettingKey::CatalogHeader), bytes);
}

void TestSettings::damagedFileIsLeftAlone()
{
    const QByteArray damaged("[appearance\ntheme dark\n\x01\x02 not an ini\n");
    writeFile(damaged);
    const auto settings = open();
    QCOMPARE(settings->problems().size(), 1);
    QVERIFY(settings->problems().first().contains(m_file));
    QCOMPARE(settings->text(SettingKey::Theme), u"system"_s);
    const auto kept = settings->setText(SettingKey::Theme, u"dark"_s);
    QCOMPARE(kept.error().code, ErrorCode::Io);
    QCOMPARE(settings->text(SettingKey::Theme), u"dark"_s);
    QCOMPARE(fileContent(), damaged);
}

void TestSettings::folderInPlaceOfFile()
{
    QVERIFY(QDir().mkpath(m_file));
    const auto settings = open();
    QCOMPARE(settings->problems().size(), 1);
    QCOMPARE(settings->setText(SettingKey::Language, u"de"_s).error().code, ErrorCode::Io);
    QCOMPARE(settings->text(SettingKey::Language), u"de"_s);
}

void TestSettings::unwritableFileSaysSo()
{
    // A file where the folder should be stops even root, unlike missing rights.
    QFile obstacle(m_folder->filePath(u"obstacle"_s));
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    m_file = m_folder->filePath(u"obstacle/listwright.ini"_s);
    const auto settings = open();
    QSignalSpy changed(settings.get(), &Settings::changed);
    const auto kept = settings->setText(SettingKey::Theme, u"light"_s);
    QVERIFY(!kept);
    QCOMPARE(kept.error().code, ErrorCode::Io);
    QVERIFY(kept.error().message.contains(m_file));
    QCOMPARE(settings->text(SettingKey::Theme), u"light"_s);
    QCOMPARE(changed.size(), 1);
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
