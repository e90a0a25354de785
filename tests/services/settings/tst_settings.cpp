// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/settings/settings.h"
#include "tests/support/ordinaryrights.h"

#include <QDir>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace listwright;
using namespace listwright::test;

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
    void readmeNamesTheEnvironment();
    void defaultsFollowTheDataFolder();
    void keepsValues();
    void keepsTextWithCommasAndLetters();
    void environmentWins();
    void wrongEnvironmentIsNamed_data();
    void wrongEnvironmentIsNamed();
    void wrongValueIsRefused_data();
    void wrongValueIsRefused();
    void wrongValueInFileIsNamed();
    void unusableValuesAreKnown();
    void passwordNeverReachesTheFile();
    void secretNamesNameTheServer();
    void emptyTextMeansDefault();
    void resetSignals();
    void sameValueIsNoChange();
    void statesArePutAway();
    void damagedFileIsLeftAlone();
    void brokenFileNeverCrashes_data();
    void brokenFileNeverCrashes();
    void mendedFileIsUsedAgain();
    void unknownEntriesAreKept();
    void anotherInstanceIsNotOverwritten();
    void folderInPlaceOfFile();
    void unreadableFileSaysSo();
    void codesAreStoredInCapitals_data();
    void codesAreStoredInCapitals();
    void environmentFoldersMayBeRelative();
    void secretsAreNeverReadFromTheFile();
    void aProxysPasswordComesFromTheEnvironmentOnly();
    void databaseAddressIsNeverReplacedByTheDefault();
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
    // ReviewSplitter is the last key, so this also notices a key without a row.
    QCOMPARE(Settings::definitions().size(), static_cast<int>(SettingKey::ReviewSplitter) + 1);
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

void TestSettings::readmeNamesTheEnvironment()
{
    QFile readme(QStringLiteral(LISTWRIGHT_SOURCE_DIR "/README.md"));
    QVERIFY(readme.open(QIODevice::ReadOnly));
    const QString text =
        QString::fromUtf8(readme.readAll()).section(u"## Environment variables"_s, 1).section(u"\n## "_s, 0, 0);
    QSet<QString> named; // "`LISTWRIGHT_AI_PROVIDER`, `_AI_MODEL`": the first part is left out of further ones
    static const QRegularExpression variable(u"`(?:LISTWRIGHT)?(_[A-Z_]+)`"_s);
    for (const QString &line : text.split(u'\n')) {
        for (auto each = variable.globalMatch(line.section(u'|', 1, 1)); each.hasNext();)
            named << u"LISTWRIGHT"_s + each.next().captured(1);
    }
    QVERIFY(named.remove(u"LISTWRIGHT_SETTINGS_FILE"_s)); // says where the settings are, so it is none of them
    QSet<QString> known;
    for (const SettingDefinition &row : Settings::definitions()) {
        if (!row.environmentVariable.isEmpty())
            known << row.environmentVariable;
    }
    QVERIFY2(known == named, qPrintable(QStringList((known - named).values()).join(u' ') + u" / "_s +
                                        QStringList((named - known).values()).join(u' ')));
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
    QCOMPARE(settings->text(SettingKey::MarketplaceLocale), QString()); // each marketplace's own
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

    writeFile("[marketplace]\nlocale=de-DE\n[ai]\nparts=title, bullets\n");
    QCOMPARE(open()->text(SettingKey::MarketplaceLocale), u"de-DE"_s);
    QCOMPARE(open()->text(SettingKey::AiParts), u"title, bullets"_s);
    QVERIFY(open()->problems().isEmpty());

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
    QTest::newRow("currency of digits") << u"LISTWRIGHT_CURRENCY"_s << u"123"_s;
    QTest::newRow("country") << u"LISTWRIGHT_MARKETPLACE_SITE"_s << u"Germany"_s;
    QTest::newRow("shop") << u"LISTWRIGHT_STORE_URL"_s << u"shop.example"_s;
    QTest::newRow("fraction") << u"LISTWRIGHT_KEEP_BACKUPS"_s << u"7.5"_s;
    QTest::newRow("part of no listing") << u"LISTWRIGHT_AI_PARTS"_s << u"titel"_s;
    QTest::newRow("no part") << u"LISTWRIGHT_AI_PARTS"_s << u" , "_s;
    QTest::newRow("other case") << u"LISTWRIGHT_LOG_LEVEL"_s << u"Loud"_s;
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
    QTest::newRow("currency in other letters") << SettingKey::DefaultCurrency << u"ЕUR"_s; // a Cyrillic Е
    QTest::newRow("negative number") << SettingKey::KeepBackups << u"-1"_s;
    QTest::newRow("number and more") << SettingKey::KeepBackups << u"7 days"_s;
    QTest::newRow("country of three letters") << SettingKey::MarketplaceSite << u"DEU"_s;
    QTest::newRow("country in other letters") << SettingKey::MarketplaceSite << u"ÄÖ"_s;
    QTest::newRow("shop without scheme") << SettingKey::StoreUrl << u"www.shop.example"_s;
    QTest::newRow("shop that is a script") << SettingKey::StoreUrl << u"javascript:alert(1)"_s;
    QTest::newRow("shop that is a file") << SettingKey::StoreUrl << u"file:///etc/passwd"_s;
    QTest::newRow("shop with a password") << SettingKey::StoreUrl << u"https://a:b@shop.example"_s;
    QTest::newRow("part unknown") << SettingKey::AiParts << u"bullet points"_s;
    QTest::newRow("budget with a comma") << SettingKey::AiBatchBudget << u"2,50"_s;
    QTest::newRow("budget in words") << SettingKey::AiDailyBudget << u"two dollars"_s;
    QTest::newRow("negative budget") << SettingKey::AiDailyBudget << u"-1"_s;
    QTest::newRow("model's address without scheme") << SettingKey::AiBaseUrl << u"localhost:11434"_s;
    QTest::newRow("model's address with a key") << SettingKey::AiBaseUrl << u"https://me:key@api.example/v1"_s;
    QTest::newRow("nothing at once") << SettingKey::AiConcurrency << u"0"_s;
    QTest::newRow("shop with blanks") << SettingKey::StoreUrl << u"https://shop.example/a b"_s;
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

void TestSettings::unusableValuesAreKnown()
{
    writeFile("[ai]\ndailyBudget=2.50\n");
    m_environment.insert(u"LISTWRIGHT_AI_DAILY_BUDGET"_s, u"2,50"_s);
    m_environment.insert(u"LISTWRIGHT_AI_BASE_URL"_s, u"https://gateway.example/v1?api_key=abc"_s);
    const auto settings = open();
    const auto budget = settings->unusable(SettingKey::AiDailyBudget);
    QVERIFY(budget && budget->contains(u"LISTWRIGHT_AI_DAILY_BUDGET"));
    QVERIFY(settings->unusable(SettingKey::AiBaseUrl));
    QVERIFY(!settings->unusable(SettingKey::AiBatchBudget));
    QVERIFY(settings->setText(SettingKey::AiBaseUrl, u"https://gateway.example/v1"_s));
    QVERIFY(!settings->unusable(SettingKey::AiBaseUrl)); // a usable one is chosen by now
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

void TestSettings::brokenFileNeverCrashes_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("zeros") << QByteArray(5000, '\0');
    QTest::newRow("binary") << QByteArray("\x7f"
                                          "ELF\x01\x02\xff\xfe\xfd[theme]=\n\n=",
                                          20);
    QTest::newRow("half a letter") << QByteArray("[appearance]\ntheme=dark\xc5");
    QTest::newRow("wrong escape") << QByteArray("[backup]\nfolder=\\x\n");
    QTest::newRow("object that is none") << QByteArray("[window]\ngeometry=@Variant(\\x7f\\xff\\0\\0)\n");
    QTest::newRow("huge list") << QByteArray("[import]\nsource=" + QByteArray("a,").repeated(50'000) + '\n');
    QTest::newRow("huge number") << QByteArray("[backup]\nkeep=99999999999999999999\n");
    QTest::newRow("unclosed group") << QByteArray("[appearance");
    QTest::newRow("JSON") << QByteArray("{\"appearance\": {\"theme\": \"dark\"}}");
}

// Whatever stands in the file, the program starts, with values that make sense.
void TestSettings::brokenFileNeverCrashes()
{
    QFETCH(QByteArray, content);
    writeFile(content);
    const auto settings = open();
    for (const SettingDefinition &row : Settings::definitions()) {
        if (row.type == SettingType::Choice)
            QVERIFY2(row.choices.contains(settings->text(row.key)), qPrintable(row.name));
        if (row.type == SettingType::Number)
            QVERIFY(settings->number(row.key) >= row.minimum && settings->number(row.key) <= row.maximum);
        if (row.type == SettingType::State)
            settings->state(row.key);
    }
    QCOMPARE(settings->number(SettingKey::KeepBackups), 7);
}

void TestSettings::mendedFileIsUsedAgain()
{
    writeFile("[appearance\ntheme dark\n");
    QVERIFY(!open()->problems().isEmpty());
    QVERIFY(QFile::remove(m_file));
    const auto settings = open();
    QVERIFY(settings->problems().isEmpty());
    QVERIFY(settings->setText(SettingKey::Theme, u"dark"_s));
    QCOMPARE(open()->text(SettingKey::Theme), u"dark"_s);
}

void TestSettings::unknownEntriesAreKept()
{
    // Of a newer version, used in turn with this one.
    writeFile("[future]\nthing=42\n[appearance]\ntheme=dark\n");
    const auto settings = open();
    QVERIFY(settings->problems().isEmpty());
    QVERIFY(settings->setText(SettingKey::Language, u"pl"_s));
    QVERIFY(fileContent().contains("thing=42"));
    QVERIFY(fileContent().contains("theme=dark"));
}

void TestSettings::anotherInstanceIsNotOverwritten()
{
    const auto first = open();
    const auto second = open();
    QVERIFY(first->setText(SettingKey::AmazonSellerId, u"A1"_s));
    QVERIFY(second->setText(SettingKey::ImportSource, u"warehouse"_s));
    const auto third = open();
    QCOMPARE(third->text(SettingKey::AmazonSellerId), u"A1"_s);
    QCOMPARE(third->text(SettingKey::ImportSource), u"warehouse"_s);
}

void TestSettings::unreadableFileSaysSo()
{
    const OrdinaryRights rights;
    writeFile("[appearance]\ntheme=dark\n");
    QVERIFY(QFile::setPermissions(m_file, QFile::WriteOwner));
    const auto settings = open();
    QCOMPARE(settings->problems().size(), 1);
    QVERIFY(settings->problems().first().contains(m_file));
    QCOMPARE(settings->text(SettingKey::Theme), u"system"_s);
}

void TestSettings::codesAreStoredInCapitals_data()
{
    QTest::addColumn<SettingKey>("key");
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("kept");
    QTest::newRow("currency") << SettingKey::DefaultCurrency << u" chf"_s << u"CHF"_s;
    QTest::newRow("country") << SettingKey::MarketplaceSite << u"pl "_s << u"PL"_s;
    QTest::newRow("seller as it is") << SettingKey::AmazonSellerId << u"a1B"_s << u"a1B"_s;
    QTest::newRow("shop as it is") << SettingKey::StoreUrl << u"https://Shop.example/a?b=c%20d"_s
                                   << u"https://Shop.example/a?b=c%20d"_s;
    QTest::newRow("shop on a port") << SettingKey::StoreUrl << u"http://localhost:8080"_s << u"http://localhost:8080"_s;
}

void TestSettings::codesAreStoredInCapitals()
{
    QFETCH(SettingKey, key);
    QFETCH(QString, given);
    const auto kept = open()->setText(key, given);
    QVERIFY2(kept, qPrintable(kept ? QString() : kept.error().message));
    QTEST(open()->text(key), "kept");
}

void TestSettings::environmentFoldersMayBeRelative()
{
    m_environment.insert(u"LISTWRIGHT_REJECTS_FOLDER"_s, u"rejects here"_s);
    const auto settings = open();
    QVERIFY(settings->problems().isEmpty());
    QCOMPARE(settings->text(SettingKey::RejectsFolder), QDir::current().absoluteFilePath(u"rejects here"_s));
}

void TestSettings::aProxysPasswordComesFromTheEnvironmentOnly()
{
    writeFile("[ai]\nproxy=http://anna:hunter2@proxy.example:3128\n");
    auto settings = open();
    QCOMPARE(settings->text(SettingKey::AiProxy), QString());
    QCOMPARE(settings->problems().size(), 1);
    QVERIFY(settings->problems().first().contains(u"LISTWRIGHT_AI_PROXY"_s));
    QVERIFY(!settings->problems().first().contains(u"hunter2"_s));
    for (const QString &wrong : {u"http://anna:hunter2@other.example:3128"_s, u"proxy"_s, u"ftp://proxy.example"_s}) {
        const auto kept = settings->setText(SettingKey::AiProxy, wrong);
        QVERIFY2(!kept, qPrintable(wrong));
        QCOMPARE(kept.error().code, ErrorCode::InvalidInput);
        QVERIFY(!kept.error().message.contains(u"hunter2"_s));
    }
    QVERIFY(settings->setText(SettingKey::AiProxy, u"socks5://proxy.example:1080"_s));
    QVERIFY(settings->setText(SettingKey::AiProxy, u"none"_s));
    m_environment.insert(u"LISTWRIGHT_AI_PROXY"_s, u"http://anna:hunter2@proxy.example:3128"_s);
    settings = open();
    QCOMPARE(settings->text(SettingKey::AiProxy), u"http://anna:hunter2@proxy.example:3128"_s);
    QCOMPARE(settings->shownText(SettingKey::AiProxy), u"http://anna@proxy.example:3128"_s);
}

void TestSettings::secretsAreNeverReadFromTheFile()
{
    writeFile("[database]\npassword=hunter2\n[ai]\nkey=hunter2\n");
    const auto settings = open();
    QVERIFY(settings->text(SettingKey::DatabasePassword).isEmpty());
    QVERIFY(settings->text(SettingKey::AiKey).isEmpty());
    QCOMPARE(settings->problems().size(), 2);
    QVERIFY2(settings->problems().last().contains(u"ai/key"_s) && !settings->problems().last().contains(u"hunter2"_s),
             qPrintable(settings->problems().last()));
    QVERIFY(!settings->setText(SettingKey::AiKey, u"hunter2"_s));
    QVERIFY2(settings->problems().first().contains(u"database/password"_s) &&
                 !settings->problems().first().contains(u"hunter2"_s),
             qPrintable(settings->problems().first()));
    for (const SettingDefinition &row : Settings::definitions()) {
        if (row.secret)
            QVERIFY2(!row.environmentVariable.isEmpty(), "there is no other way to give it");
    }
}

// A mistyped address has to be an error later on: falling back would quietly open another catalog.
void TestSettings::databaseAddressIsNeverReplacedByTheDefault()
{
    m_environment.insert(u"LISTWRIGHT_DATABASE_URL"_s, u"postgres//mistyped"_s);
    QCOMPARE(open()->text(SettingKey::DatabaseUrl), u"postgres//mistyped"_s);
    m_environment.clear();
    writeFile("[database]\nurl=mysql://db/shop\n");
    QCOMPARE(open()->text(SettingKey::DatabaseUrl), u"mysql://db/shop"_s);
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
