// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// All sections but the database's: what is typed is kept, what is wrong is said, what the environment holds is shown.
#include "models/tables/momenttext.h"
#include "services/receiving/receivercontrol.h"
#include "services/secrets/secretstore.h"
#include "tests/ui/pagefixture.h"
#include "ui/settings/receivingsection.h"
#include "ui/settings/settingspage.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QStyleOptionFrame>
#include <QTableWidget>
#include <QWheelEvent>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class SettingsPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void textsAreKept_data();
    void textsAreKept();
    void choicesAreKept_data();
    void choicesAreKept();
    void numberIsKeptInItsRange();
    void wrongTextIsRefusedAndSaid_data();
    void wrongTextIsRefusedAndSaid();
    void whatTheEnvironmentHoldsIsShown_data();
    void whatTheEnvironmentHoldsIsShown();
    void followsChangesFromElsewhere();
    void emptyMeansTheDefault();
    void valueOutsideTheListIsShown();
    void unwritableFileIsSaid();
    void wheelScrollsInsteadOfChanging_data();
    void wheelScrollsInsteadOfChanging();
    void restartIsOfferedForAnotherLanguage();
    void indexLeadsToASection();
    void aMarkedSectionIsLedToAgain();
    void receivingIsLedTo();
    void backupGoesWhereItShould_data();
    void backupGoesWhereItShould();
    void backupThatFailsIsSaid();
    void rulePacksAreListedWithTheirDates();
    void brokenRulePackIsNamed();
    void everyInputHasItsLabel();
    void receivingIsShownAndItsSecretHidden();
    void aShownSecretFitsAndHidesAgain();
    void receivingFromOtherMachinesIsMarked();
    void theRowOfTheStateIsAsHighAsItsText();
    void halfOfACertificateStopsNothing();
    void limitsAreKept_data();
    void limitsAreKept();
    void theWorkflowForN8nIsReady();

private:
    /** A page on settings read anew, with what the environment holds. */
    void open(const QHash<QString, QString> &environment = {});
    template <class T>
    T *input(const QString &section, const QString &name)
    {
        return child<T>(*child<QWidget>(*m_page, section), name);
    }
    static void type(QLineEdit *line, const QString &text)
    {
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text.isEmpty() ? u"x"_s : text);
        if (text.isEmpty())
            QTest::keyClick(line, Qt::Key_Backspace);
        QTest::keyClick(line, Qt::Key_Return);
    }
    QLabel *problem(const QString &section) { return input<QLabel>(section, u"problemLabel"_s); }
    Settings &settings() { return *m_fixture->settings; }
    QString file() const { return m_fixture->folder.filePath(u"settings.ini"_s); }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<SettingsPage> m_page;
};

void SettingsPageTest::init()
{
    m_fixture = std::make_unique<PageFixture>();
}

void SettingsPageTest::cleanup()
{
    m_page.reset();
    m_fixture.reset();
}

void SettingsPageTest::open(const QHash<QString, QString> &environment)
{
    m_page.reset();
    QProcessEnvironment variables;
    variables.insert(u"LISTWRIGHT_DATA_FOLDER"_s, m_fixture->folder.path());
    for (auto variable = environment.begin(); variable != environment.end(); ++variable)
        variables.insert(variable.key(), variable.value());
    m_fixture->settings = std::make_unique<Settings>(file(), variables);
    m_fixture->services.settings = m_fixture->settings.get();
    m_page = std::make_unique<SettingsPage>(m_fixture->services);
    m_page->resize(1000, 600);
    m_page->show();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void SettingsPageTest::textsAreKept_data()
{
    QTest::addColumn<QString>("section");
    QTest::addColumn<QString>("name");
    QTest::addColumn<SettingKey>("key");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("kept");
    using enum SettingKey;
    const QString marketplace = u"marketplaceSection"_s;
    QTest::newRow("country") << marketplace << u"siteLineEdit"_s << MarketplaceSite << u"pl"_s << u"PL"_s;
    QTest::newRow("seller") << marketplace << u"amazonSellerIdLineEdit"_s << AmazonSellerId << u" A1B2 "_s << u"A1B2"_s;
    QTest::newRow("shop") << marketplace << u"storeUrlLineEdit"_s << StoreUrl << u"https://shop.example/lamps/"_s
                          << u"https://shop.example/lamps/"_s;
    QTest::newRow("source") << u"importSection"_s << u"sourceLineEdit"_s << ImportSource << u"my, shop; 1"_s
                            << u"my, shop; 1"_s;
    QTest::newRow("rejects") << u"importSection"_s << u"rejectsFolderLineEdit"_s << RejectsFolder << u"/tmp/a b"_s
                             << u"/tmp/a b"_s;
    QTest::newRow("backups") << u"backupSection"_s << u"folderLineEdit"_s << BackupFolder << u"/tmp/backups"_s
                             << u"/tmp/backups"_s;
    QTest::newRow("rules") << u"rulePackSection"_s << u"folderLineEdit"_s << RulesFolder << u"/tmp/rules"_s
                           << u"/tmp/rules"_s;
}

void SettingsPageTest::textsAreKept()
{
    QFETCH(QString, section);
    QFETCH(QString, name);
    QFETCH(SettingKey, key);
    QFETCH(QString, typed);
    QFETCH(QString, kept);
    open();
    type(input<QLineEdit>(section, name), typed);
    QCOMPARE(settings().text(key), kept);
    QCOMPARE(input<QLineEdit>(section, name)->text(), kept);
    QVERIFY(!problem(section)->isVisible());
    open();
    QCOMPARE(input<QLineEdit>(section, name)->text(), kept);
}

void SettingsPageTest::choicesAreKept_data()
{
    QTest::addColumn<QString>("section");
    QTest::addColumn<QString>("name");
    QTest::addColumn<SettingKey>("key");
    using enum SettingKey;
    QTest::newRow("marketplace") << u"marketplaceSection"_s << u"defaultComboBox"_s << DefaultMarketplace;
    QTest::newRow("texts") << u"marketplaceSection"_s << u"localeComboBox"_s << MarketplaceLocale;
    QTest::newRow("currency") << u"importSection"_s << u"currencyComboBox"_s << DefaultCurrency;
    QTest::newRow("encoding") << u"importSection"_s << u"encodingComboBox"_s << ImportEncoding;
    QTest::newRow("decimals") << u"importSection"_s << u"decimalComboBox"_s << ImportDecimal;
    QTest::newRow("theme") << u"appearanceSection"_s << u"themeComboBox"_s << Theme;
    QTest::newRow("language") << u"appearanceSection"_s << u"languageComboBox"_s << Language;
    QTest::newRow("log") << u"appearanceSection"_s << u"levelComboBox"_s << LogLevel;
}

// Every choice on offer is one that the settings take, keep and bring back.
void SettingsPageTest::choicesAreKept()
{
    QFETCH(QString, section);
    QFETCH(QString, name);
    QFETCH(SettingKey, key);
    open();
    auto *box = input<QComboBox>(section, name);
    QVERIFY(box->count() > 1);
    QCOMPARE(box->currentData().toString(), settings().text(key));
    for (int choice = 0; choice < box->count(); ++choice) {
        box->setCurrentIndex(choice);
        Q_EMIT box->activated(choice);
        QVERIFY2(!problem(section)->isVisible(), qPrintable(problem(section)->text()));
        QCOMPARE(settings().text(key), box->itemData(choice).toString());
    }
    const QString last = settings().text(key);
    open();
    QCOMPARE(input<QComboBox>(section, name)->currentData().toString(), last);
}

void SettingsPageTest::numberIsKeptInItsRange()
{
    open();
    auto *keep = input<QSpinBox>(u"backupSection"_s, u"keepSpinBox"_s);
    QCOMPARE(keep->value(), 7);
    for (const auto &[typed, kept] : {std::pair(u"30"_s, 30), std::pair(u"365"_s, 365), std::pair(u"1"_s, 1)}) {
        keep->selectAll();
        QTest::keyClicks(keep, typed);
        QTest::keyClick(keep, Qt::Key_Return);
        QCOMPARE(settings().number(SettingKey::KeepBackups), kept);
    }
    keep->selectAll();
    QTest::keyClicks(keep, u"0"_s);
    QTest::keyClick(keep, Qt::Key_Return);
    QVERIFY2(settings().number(SettingKey::KeepBackups) >= 1, "none kept would mean none made");
    open();
    QCOMPARE(input<QSpinBox>(u"backupSection"_s, u"keepSpinBox"_s)->value(),
             settings().number(SettingKey::KeepBackups));
}

void SettingsPageTest::wrongTextIsRefusedAndSaid_data()
{
    QTest::addColumn<QString>("section");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("typed");
    const QString marketplace = u"marketplaceSection"_s;
    QTest::newRow("country of one letter") << marketplace << u"siteLineEdit"_s << u"D"_s;
    QTest::newRow("country of digits") << marketplace << u"siteLineEdit"_s << u"49"_s;
    QTest::newRow("shop without scheme") << marketplace << u"storeUrlLineEdit"_s << u"shop.example"_s;
    QTest::newRow("shop on another scheme") << marketplace << u"storeUrlLineEdit"_s << u"ftp://shop.example"_s;
    QTest::newRow("shop without host") << marketplace << u"storeUrlLineEdit"_s << u"https:///lamps"_s;
    QTest::newRow("shop with blanks") << marketplace << u"storeUrlLineEdit"_s << u"https://my shop.example"_s;
    QTest::newRow("shop with a place in the page") << marketplace << u"storeUrlLineEdit"_s << u"https://a.example/#b"_s;
    QTest::newRow("relative folder") << u"importSection"_s << u"rejectsFolderLineEdit"_s << u"rejects <b>"_s;
    QTest::newRow("home by a shell's sign") << u"backupSection"_s << u"folderLineEdit"_s << u"~/backups"_s;
}

void SettingsPageTest::wrongTextIsRefusedAndSaid()
{
    QFETCH(QString, section);
    QFETCH(QString, name);
    QFETCH(QString, typed);
    open();
    auto *line = input<QLineEdit>(section, name);
    const QString before = line->text();
    type(line, typed);
    QCOMPARE(line->text(), before);
    QVERIFY(problem(section)->isVisible());
    QVERIFY2(problem(section)->text().contains(typed), qPrintable(problem(section)->text()));
    QCOMPARE(problem(section)->textFormat(), Qt::PlainText);
    QVERIFY2(!QFile::exists(file()), "nothing is written");
    line->selectAll();
    QTest::keyClicks(line, u"x"_s);
    QVERIFY2(!problem(section)->isVisible(), "typing anew takes the complaint away");
}

void SettingsPageTest::whatTheEnvironmentHoldsIsShown_data()
{
    QTest::addColumn<QString>("section");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("shown");
    QTest::newRow("text") << u"marketplaceSection"_s << u"siteLineEdit"_s << u"LISTWRIGHT_MARKETPLACE_SITE"_s << u"fr"_s
                          << u"FR"_s;
    QTest::newRow("address") << u"marketplaceSection"_s << u"storeUrlLineEdit"_s << u"LISTWRIGHT_STORE_URL"_s
                             << u"https://a.example"_s << u"https://a.example"_s;
    QTest::newRow("folder") << u"backupSection"_s << u"folderLineEdit"_s << u"LISTWRIGHT_BACKUP_FOLDER"_s << u"/b"_s
                            << u"/b"_s;
    QTest::newRow("number") << u"backupSection"_s << u"keepSpinBox"_s << u"LISTWRIGHT_KEEP_BACKUPS"_s << u"3"_s
                            << u"3"_s;
    QTest::newRow("choice") << u"appearanceSection"_s << u"languageComboBox"_s << u"LISTWRIGHT_LANGUAGE"_s << u"pl"_s
                            << u"Polski"_s;
    QTest::newRow("decimals") << u"importSection"_s << u"decimalComboBox"_s << u"LISTWRIGHT_IMPORT_DECIMAL"_s
                              << u"comma"_s << u"Comma: 1.099,00"_s;
    QTest::newRow("rules") << u"rulePackSection"_s << u"folderLineEdit"_s << u"LISTWRIGHT_RULES_FOLDER"_s << u"/r"_s
                           << u"/r"_s;
}

void SettingsPageTest::whatTheEnvironmentHoldsIsShown()
{
    QFETCH(QString, section);
    QFETCH(QString, name);
    QFETCH(QString, variable);
    QFETCH(QString, value);
    open({{variable, value}});
    auto *held = input<QWidget>(section, name);
    QVERIFY(!held->isEnabled());
    const QLabel *hint = input<QLabel>(section, name + u"HintLabel"_s);
    QVERIFY(hint->isVisible());
    QVERIFY2(hint->text().contains(variable), qPrintable(hint->text()));
    QVERIFY(held->accessibleDescription().contains(variable));
    auto *box = qobject_cast<QComboBox *>(held);
    QTEST(box ? box->currentText() : held->property(qobject_cast<QSpinBox *>(held) ? "value" : "text").toString(),
          "shown");
    for (const QAction *action : held->actions())
        QVERIFY2(!action->isEnabled(), "a chosen folder would be refused");
    open();
    QVERIFY(input<QWidget>(section, name)->isEnabled());
}

void SettingsPageTest::followsChangesFromElsewhere()
{
    open();
    QVERIFY(settings().setText(SettingKey::AmazonSellerId, u"ELSEWHERE"_s));
    QVERIFY(settings().setText(SettingKey::Theme, u"dark"_s));
    QVERIFY(settings().setNumber(SettingKey::KeepBackups, 99));
    QCOMPARE(input<QLineEdit>(u"marketplaceSection"_s, u"amazonSellerIdLineEdit"_s)->text(), u"ELSEWHERE"_s);
    QCOMPARE(input<QComboBox>(u"appearanceSection"_s, u"themeComboBox"_s)->currentData().toString(), u"dark"_s);
    QCOMPARE(input<QSpinBox>(u"backupSection"_s, u"keepSpinBox"_s)->value(), 99);
}

void SettingsPageTest::emptyMeansTheDefault()
{
    open();
    auto *source = input<QLineEdit>(u"importSection"_s, u"sourceLineEdit"_s);
    type(source, u"warehouse"_s);
    QCOMPARE(settings().text(SettingKey::ImportSource), u"warehouse"_s);
    type(source, QString());
    QCOMPARE(settings().text(SettingKey::ImportSource), u"file"_s);
    QCOMPARE(source->text(), u"file"_s);
}

void SettingsPageTest::valueOutsideTheListIsShown()
{
    open();
    QVERIFY(settings().setText(SettingKey::DefaultCurrency, u"brl"_s));
    auto *currency = input<QComboBox>(u"importSection"_s, u"currencyComboBox"_s);
    QCOMPARE(currency->currentText(), u"BRL"_s);
    open();
    currency = input<QComboBox>(u"importSection"_s, u"currencyComboBox"_s);
    QCOMPARE(currency->currentText(), u"BRL"_s);
    QCOMPARE(currency->findData(u"EUR"_s), 0);
}

void SettingsPageTest::unwritableFileIsSaid()
{
    QVERIFY(QDir().mkpath(file()));
    open();
    type(input<QLineEdit>(u"marketplaceSection"_s, u"amazonSellerIdLineEdit"_s), u"A1"_s);
    QVERIFY(problem(u"marketplaceSection"_s)->isVisible());
    QVERIFY2(problem(u"marketplaceSection"_s)->text().contains(file()),
             qPrintable(problem(u"marketplaceSection"_s)->text()));
    QCOMPARE(settings().text(SettingKey::AmazonSellerId), u"A1"_s);
}

void SettingsPageTest::wheelScrollsInsteadOfChanging_data()
{
    QTest::addColumn<QString>("section");
    QTest::addColumn<QString>("name");
    QTest::newRow("choice") << u"appearanceSection"_s << u"themeComboBox"_s;
    QTest::newRow("number") << u"backupSection"_s << u"keepSpinBox"_s;
}

void SettingsPageTest::wheelScrollsInsteadOfChanging()
{
    QFETCH(QString, section);
    QFETCH(QString, name);
    open();
    auto *target = input<QWidget>(section, name);
    const auto turn = [target] {
        QWheelEvent event(QPointF(5, 5), target->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, -120), Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(target, &event);
        return event.isAccepted();
    };
    const auto value = [target] {
        const auto *box = qobject_cast<QComboBox *>(target);
        return box ? box->currentIndex() : qobject_cast<QSpinBox *>(target)->value();
    };
    const int before = value();
    m_page->setFocus();
    QVERIFY2(!turn(), "not taken, so that the page around it scrolls");
    QCOMPARE(value(), before);
    target->setFocus();
    turn();
    QVERIFY(value() != before);
}

void SettingsPageTest::restartIsOfferedForAnotherLanguage()
{
    QVERIFY(settings().setText(SettingKey::Language, u"de"_s));
    open();
    auto *language = input<QComboBox>(u"appearanceSection"_s, u"languageComboBox"_s);
    auto *restart = input<QPushButton>(u"appearanceSection"_s, u"languageRestartPushButton"_s);
    const auto choose = [language](const QString &key) {
        language->setCurrentIndex(language->findData(key));
        Q_EMIT language->activated(language->currentIndex());
    };
    choose(u"de"_s);
    QVERIFY(!restart->isVisible());
    choose(u"pl"_s);
    QVERIFY(restart->isVisible());
    QSignalSpy wanted(m_page.get(), &SettingsPage::restartRequested);
    restart->click();
    QCOMPARE(wanted.count(), 1);
    choose(u"de"_s);
    QVERIFY(!restart->isVisible());
}

void SettingsPageTest::indexLeadsToASection()
{
    open();
    auto *index = child<QListWidget>(*m_page, u"sectionListWidget"_s);
    auto *bar = child<QScrollArea>(*m_page, u"settingsScrollArea"_s)->verticalScrollBar();
    QCOMPARE(index->count(), 10);
    const QStringList sections{u"databaseSection"_s, u"aiSection"_s,        u"promptSection"_s, u"marketplaceSection"_s,
                               u"importSection"_s,   u"receivingSection"_s, u"keysSection"_s,   u"appearanceSection"_s,
                               u"backupSection"_s,   u"rulePackSection"_s};
    for (int row = 0; row < index->count(); ++row) {
        index->setCurrentRow(row);
        QCOMPARE(index->item(row)->text(), child<QWidget>(*m_page, sections[row])->accessibleName());
        const QWidget *section = child<QWidget>(*m_page, sections[row]);
        const int top = section->mapTo(m_page.get(), QPoint()).y();
        QVERIFY2(top >= 0 && top < m_page->height(), qPrintable(sections[row]));
        QCOMPARE(index->currentRow(), row);
    }
    bar->setValue(0);
    QCOMPARE(index->currentRow(), 0);
    bar->setValue(child<QWidget>(*m_page, u"importSection"_s)->y());
    QCOMPARE(index->currentRow(), 4);
}

void SettingsPageTest::aMarkedSectionIsLedToAgain()
{
    open();
    auto *index = child<QListWidget>(*m_page, u"sectionListWidget"_s);
    auto *bar = child<QScrollArea>(*m_page, u"settingsScrollArea"_s)->verticalScrollBar();
    index->setCurrentRow(5);
    const int top = bar->value();
    bar->setValue(top + 200);
    QCOMPARE(index->currentRow(), 5);
    QTest::mouseClick(index->viewport(), Qt::LeftButton, {}, index->visualItemRect(index->item(5)).center());
    QCOMPARE(bar->value(), top);
    QCOMPARE(index->currentRow(), 5);
}

// From another page, before this one was ever shown.
void SettingsPageTest::receivingIsLedTo()
{
    QStackedWidget stack;
    stack.resize(1000, 600);
    stack.addWidget(new QWidget);
    auto *page = new SettingsPage(m_fixture->services);
    stack.addWidget(page);
    stack.show();
    QVERIFY(QTest::qWaitForWindowExposed(&stack));
    stack.setCurrentWidget(page);
    page->showReceiving();
    QCOMPARE(child<QListWidget>(*page, u"sectionListWidget"_s)->currentRow(), 5);
    const QWidget *section = child<QWidget>(*page, u"receivingSection"_s);
    const QWidget *area = child<QScrollArea>(*page, u"settingsScrollArea"_s);
    QTRY_COMPARE(section->mapTo(area, QPoint()).y(), 0);
    QCOMPARE(child<QListWidget>(*page, u"sectionListWidget"_s)->currentRow(), 5);
}

void SettingsPageTest::backupGoesWhereItShould_data()
{
    QTest::addColumn<QString>("folder"); // below the fixture's
    QTest::newRow("beside the catalog") << u"backups"_s;
    QTest::newRow("chosen") << u"other/place"_s;
}

void SettingsPageTest::backupGoesWhereItShould()
{
    QFETCH(QString, folder);
    const QString target = m_fixture->folder.filePath(folder);
    if (folder != u"backups")
        QVERIFY(settings().setText(SettingKey::BackupFolder, target));
    open();
    auto *button = input<QPushButton>(u"backupSection"_s, u"backUpNowPushButton"_s);
    button->click();
    QVERIFY(!button->isEnabled());
    QTRY_VERIFY(button->isEnabled());
    const QStringList files = QDir(target).entryList({u"catalog-*.db"_s});
    QCOMPARE(files.size(), 1);
    QCOMPARE(m_fixture->notifications.recent().size(), 1);
    QVERIFY(m_fixture->notifications.recent().first().detail.contains(files.first()));
    QTRY_VERIFY(m_fixture->tasks.tasks().isEmpty());
    QVERIFY(!problem(u"backupSection"_s)->isVisible());
}

void SettingsPageTest::backupThatFailsIsSaid()
{
    // A file where the folder should be stops even an administrator.
    const QString obstacle = m_fixture->write(u"obstacle"_s, "x");
    QVERIFY(settings().setText(SettingKey::BackupFolder, obstacle + u"/backups"_s));
    open();
    input<QPushButton>(u"backupSection"_s, u"backUpNowPushButton"_s)->click();
    QTRY_VERIFY(problem(u"backupSection"_s)->isVisible());
    QVERIFY2(problem(u"backupSection"_s)->text().contains(obstacle), qPrintable(problem(u"backupSection"_s)->text()));
    QVERIFY(m_fixture->notifications.recent().isEmpty());
    QVERIFY(input<QPushButton>(u"backupSection"_s, u"backUpNowPushButton"_s)->isEnabled());
    QVERIFY(m_fixture->tasks.tasks().isEmpty());
}

void SettingsPageTest::rulePacksAreListedWithTheirDates()
{
    open();
    const auto *table = input<QTableWidget>(u"rulePackSection"_s, u"rulePackTableWidget"_s);
    const auto packs = m_fixture->services.rulePacks.all();
    QCOMPARE(table->rowCount(), packs.size());
    QVERIFY(table->rowCount() >= 6);
    for (int row = 0; row < table->rowCount(); ++row) {
        QCOMPARE(table->item(row, 0)->text(), packs[row]->name());
        QVERIFY(table->item(row, 1)->text().contains(QString::number(packs[row]->date().year() % 100)));
    }
    QVERIFY2(!table->verticalScrollBar()->isVisible(), "the whole list is to be seen");
    QVERIFY(!m_page->findChild<QLabel *>(u"rulePackProblemsLabel"_s));
}

void SettingsPageTest::brokenRulePackIsNamed()
{
    QVERIFY(QDir().mkpath(m_fixture->folder.filePath(u"rules"_s)));
    m_fixture->write(u"rules/amazon.json"_s, "{ \"key\": ");
    m_fixture->services.rulePacks = RulePacks::load(m_fixture->folder.filePath(u"rules"_s));
    open();
    const auto *problems = input<QLabel>(u"rulePackSection"_s, u"rulePackProblemsLabel"_s);
    QVERIFY2(problems->text().contains(u"amazon.json"), qPrintable(problems->text()));
    QCOMPARE(problems->textFormat(), Qt::PlainText);
}

void SettingsPageTest::everyInputHasItsLabel()
{
    open();
    const QList<QLabel *> labels = m_page->findChildren<QLabel *>();
    for (const QWidget *field : m_page->findChildren<QWidget *>()) {
        const bool isInput = qobject_cast<const QLineEdit *>(field) || qobject_cast<const QComboBox *>(field) ||
                             qobject_cast<const QSpinBox *>(field);
        // The line of an editable choice belongs to the choice.
        if (!isInput || field->objectName().startsWith(u"qt_") ||
            qobject_cast<const QComboBox *>(field->parentWidget()))
            continue;
        const auto label = std::find_if(labels.begin(), labels.end(),
                                        [field](const QLabel *known) { return known->buddy() == field; });
        QVERIFY2(label != labels.end(), qPrintable(field->objectName()));
        QVERIFY2(!field->accessibleName().isEmpty(), qPrintable(field->objectName()));
    }
}

void SettingsPageTest::receivingIsShownAndItsSecretHidden()
{
    const auto secrets = openSecretStore(
        {.place = SecretStoreOptions::Place::Vault, .vaultFile = m_fixture->folder.filePath(u"secrets.vault"_s)});
    QVERIFY(secrets);
    open();
    QVERIFY(settings().setText(SettingKey::ServerListen, u"127.0.0.1:0"_s));
    ReceiverControl receiver(*m_fixture->storage, settings(), secrets->get(), RulePacks(), [] {});
    m_fixture->services.receiver = &receiver;
    m_page = std::make_unique<SettingsPage>(m_fixture->services);
    m_page->show();
    const auto *state = input<QLabel>(u"receivingSection"_s, u"receivingStateLabel"_s);
    QCOMPARE(state->text(), u"Off."_s);
    QVERIFY(!input<QPushButton>(u"receivingSection"_s, u"copyWorkflowPushButton"_s)->isVisible());
    QVERIFY(settings().setText(SettingKey::ServerEnabled, u"yes"_s));
    QTRY_VERIFY_WITH_TIMEOUT(state->text().contains(u"http://127.0.0.1:"_s), 30'000);
    const auto *secret = input<QLineEdit>(u"receivingSection"_s, u"webhookSecretLineEdit"_s);
    QCOMPARE(secret->text(), receiver.secret().current);
    QCOMPARE(secret->echoMode(), QLineEdit::Password);
    input<QPushButton>(u"receivingSection"_s, u"revealSecretPushButton"_s)->click();
    QCOMPARE(secret->echoMode(), QLineEdit::Normal);
    input<QPushButton>(u"receivingSection"_s, u"copySecretPushButton"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), receiver.secret().current);
    const QString before = secret->text();
    const auto *former = input<QLabel>(u"receivingSection"_s, u"formerSecretLabel"_s);
    QVERIFY(!former->isVisible());
    input<QPushButton>(u"receivingSection"_s, u"rotateSecretPushButton"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(secret->text() != before, 30'000);
    const QString until = shortMoment(receiver.secret().former.first().until);
    QVERIFY2(former->isVisible() && former->text().contains(until), qPrintable(former->text()));
    input<QPushButton>(u"receivingSection"_s, u"copyWorkflowPushButton"_s)->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(receiver.address() + u"/api/import/webhook"));
    m_page.reset(); // before what it shows
}

void SettingsPageTest::aShownSecretFitsAndHidesAgain()
{
    open({{u"LISTWRIGHT_WEBHOOK_SECRET"_s, QString(43, u'm')}});
    QVERIFY(settings().setText(SettingKey::ServerListen, u"127.0.0.1:0"_s));
    QVERIFY(settings().setText(SettingKey::ServerEnabled, u"yes"_s));
    ReceiverControl receiver(*m_fixture->storage, settings(), nullptr, RulePacks(), [] {});
    m_fixture->services.receiver = &receiver;
    m_page = std::make_unique<SettingsPage>(m_fixture->services);
    m_page->show();
    const auto *secret = input<QLineEdit>(u"receivingSection"_s, u"webhookSecretLineEdit"_s);
    QTRY_COMPARE_WITH_TIMEOUT(secret->text().size(), 43, 30'000);
    auto *reveal = input<QPushButton>(u"receivingSection"_s, u"revealSecretPushButton"_s);
    reveal->click();
    QCOMPARE(secret->echoMode(), QLineEdit::Normal);
    QStyleOptionFrame frame;
    frame.initFrom(secret);
    frame.lineWidth = 1;
    const int room = secret->style()->subElementRect(QStyle::SE_LineEditContents, &frame, secret).width();
    QVERIFY2(secret->fontMetrics().horizontalAdvance(secret->text()) + 4 <= room, qPrintable(QString::number(room)));
    m_page->hide(); // as when another page is shown
    m_page->show();
    QCOMPARE(secret->echoMode(), QLineEdit::Password);
    QCOMPARE(reveal->text(), u"Show"_s);
    m_page.reset(); // before what it shows
}

void SettingsPageTest::theRowOfTheStateIsAsHighAsItsText()
{
    open();
    QVERIFY(settings().setText(SettingKey::ServerListen, u"127.0.0.1:0"_s));
    ReceiverControl receiver(*m_fixture->storage, settings(), nullptr, RulePacks(), [] {});
    m_fixture->services.receiver = &receiver;
    m_page = std::make_unique<SettingsPage>(m_fixture->services);
    m_page->resize(1000, 700);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    const auto *state = input<QLabel>(u"receivingSection"_s, u"receivingStateLabel"_s);
    const QWidget *next = input<QLineEdit>(u"receivingSection"_s, u"listenLineEdit"_s);
    const auto room = [&] {
        return next->mapTo(m_page.get(), QPoint()).y() - state->mapTo(m_page.get(), QPoint()).y();
    };
    const int whileOff = room();
    const QString missing = m_fixture->folder.filePath(u"a long name "_s.repeated(12) + u".pem");
    QVERIFY(settings().setText(SettingKey::ServerCertificate, missing));
    QVERIFY(settings().setText(SettingKey::ServerCertificateKey, missing));
    QVERIFY(settings().setText(SettingKey::ServerEnabled, u"yes"_s));
    QTRY_COMPARE_WITH_TIMEOUT(receiver.state(), ReceiverControl::State::Failed, 30'000);
    QTRY_VERIFY(room() > whileOff + 2 * state->fontMetrics().height());
    QVERIFY(settings().setText(SettingKey::ServerEnabled, u"no"_s));
    QTRY_COMPARE(state->text(), u"Off."_s);
    QTRY_COMPARE(room(), whileOff);
    m_page.reset(); // before what it shows
}

void SettingsPageTest::halfOfACertificateStopsNothing()
{
    open();
    auto *certificate = input<QLineEdit>(u"receivingSection"_s, u"certificateLineEdit"_s);
    auto *key = input<QLineEdit>(u"receivingSection"_s, u"certificateKeyLineEdit"_s);
    const auto *missing = input<QLabel>(u"receivingSection"_s, u"missingFileLabel"_s);
    QSignalSpy changes(&settings(), &Settings::changed);
    QVERIFY(!missing->isVisible());
    type(certificate, u"/c.pem"_s);
    QVERIFY2(missing->isVisible() && missing->text().contains(u"key is still missing"_s), qPrintable(missing->text()));
    QCOMPARE(changes.size(), 0);
    QCOMPARE(certificate->text(), u"/c.pem"_s);
    type(key, u"/k.pem"_s);
    QVERIFY(!missing->isVisible());
    QCOMPARE(settings().text(SettingKey::ServerCertificate), u"/c.pem"_s);
    QCOMPARE(settings().text(SettingKey::ServerCertificateKey), u"/k.pem"_s);
    changes.clear();
    type(certificate, {});
    QVERIFY(missing->text().contains(u"certificate is still missing"_s));
    QCOMPARE(changes.size(), 0);
    type(key, {});
    QCOMPARE(settings().text(SettingKey::ServerCertificate) + settings().text(SettingKey::ServerCertificateKey),
             QString());
    QVERIFY(!missing->isVisible());
    type(certificate, u"c.pem"_s);
    type(key, u"/k.pem"_s);
    QCOMPARE(settings().text(SettingKey::ServerCertificate), u"c.pem"_s);
}

void SettingsPageTest::limitsAreKept_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<SettingKey>("key");
    QTest::addColumn<QString>("shown"); // at first
    using enum SettingKey;
    QTest::newRow("body") << u"maximumBodySpinBox"_s << ServerMaximumBody << u"16 MB"_s;
    QTest::newRow("others") << u"rateSpinBox"_s << ServerRate << u"100 requests a second"_s;
    QTest::newRow("own") << u"ownRateSpinBox"_s << ServerOwnRate << u"No limit"_s;
    QTest::newRow("burst") << u"burstSpinBox"_s << ServerBurst << u"1,000 requests"_s;
    QTest::newRow("wrong keys") << u"failedLoginsSpinBox"_s << ServerFailedLogins << u"20 a minute"_s;
    QTest::newRow("clients") << u"maximumClientsSpinBox"_s << ServerMaximumClients << u"1,024 at once"_s;
}

void SettingsPageTest::limitsAreKept()
{
    QFETCH(QString, name);
    QFETCH(SettingKey, key);
    QFETCH(QString, shown);
    open();
    auto *limit = input<QSpinBox>(u"receivingSection"_s, name);
    QCOMPARE(limit->text(), shown);
    QSignalSpy changes(&settings(), &Settings::changed);
    limit->setFocus();
    limit->selectAll();
    QTest::keyClicks(limit, u"250"_s);
    QCOMPARE(changes.size(), 0); // 2 a second would hold meanwhile
    QTest::keyClick(limit, Qt::Key_Return);
    QCOMPARE(settings().number(key), 250);
    QCOMPARE(changes.size(), 1);
}

void SettingsPageTest::receivingFromOtherMachinesIsMarked()
{
    open();
    QVERIFY(settings().setText(SettingKey::ServerListen, u"0.0.0.0:0"_s));
    QVERIFY(settings().setText(SettingKey::ServerEnabled, u"yes"_s));
    ReceiverControl receiver(*m_fixture->storage, settings(), nullptr, RulePacks(), [] {});
    m_fixture->services.receiver = &receiver;
    m_page = std::make_unique<SettingsPage>(m_fixture->services);
    m_page->show();
    const auto *state = input<QLabel>(u"receivingSection"_s, u"receivingStateLabel"_s);
    QVERIFY2(state->text().contains(u"can be reached from other machines"_s), qPrintable(state->text()));
    auto *consent = input<QComboBox>(u"receivingSection"_s, u"withoutTlsComboBox"_s);
    QCOMPARE(consent->currentData().toString(), u"no"_s);
    consent->setCurrentIndex(consent->findData(u"yes"_s));
    Q_EMIT consent->activated(consent->currentIndex());
    QTRY_VERIFY_WITH_TIMEOUT(state->text().contains(u"not encrypted"_s), 30'000);
    auto *certificate = input<QLineEdit>(u"receivingSection"_s, u"certificateLineEdit"_s);
    auto *key = input<QLineEdit>(u"receivingSection"_s, u"certificateKeyLineEdit"_s);
    for (QLineEdit *each : {certificate, key}) {
        QCOMPARE(each->actions().size(), 1); // chooses a file
        each->setText(u"/nowhere/"_s + each->objectName());
        Q_EMIT each->editingFinished();
    }
    QCOMPARE(settings().text(SettingKey::ServerCertificateKey), u"/nowhere/certificateKeyLineEdit"_s);
    QTRY_VERIFY_WITH_TIMEOUT(state->text().contains(u"/nowhere/certificateLineEdit"_s), 30'000);
    m_page.reset(); // before what it shows
}

void SettingsPageTest::theWorkflowForN8nIsReady()
{
    const QString text = n8nWorkflow(u"http://127.0.0.1:8765"_s);
    QVERIFY(!text.contains(u"LISTWRIGHT_ADDRESS"_s));
    const QJsonObject workflow = QJsonDocument::fromJson(text.toUtf8()).object();
    QSet<QString> names;
    bool sends = false;
    QString credential;
    QString note;
    const QJsonArray nodes = workflow[u"nodes"].toArray();
    for (const auto &value : nodes) {
        const QJsonObject node = value.toObject();
        names.insert(node[u"name"].toString());
        const QJsonObject parameters = node[u"parameters"].toObject();
        note += parameters[u"content"].toString();
        if (node[u"type"].toString() == u"n8n-nodes-base.httpRequest") {
            sends = true;
            QCOMPARE(parameters[u"url"].toString(), u"http://127.0.0.1:8765/api/import/webhook"_s);
            QCOMPARE(parameters[u"genericAuthType"].toString(), u"httpHeaderAuth"_s);
            credential = node[u"credentials"][u"httpHeaderAuth"][u"name"].toString();
        }
    }
    QVERIFY(sends);
    QVERIFY(!credential.isEmpty());
    for (const QString &told : {credential, u"`X-Webhook-Secret`"_s, u"`<the secret from Listwright>`"_s})
        QVERIFY2(note.contains(told), qPrintable(note));
    const QJsonObject connections = workflow[u"connections"].toObject();
    for (auto from = connections.begin(); from != connections.end(); ++from) {
        QVERIFY2(names.contains(from.key()), qPrintable(from.key()));
        const QJsonArray outputs = from.value()[u"main"].toArray();
        for (const auto &output : outputs) {
            for (const auto &to : output.toArray())
                QVERIFY2(names.contains(to.toObject()[u"node"].toString()), qPrintable(from.key()));
        }
    }
}

QTEST_MAIN(SettingsPageTest)
#include "tst_settingspage.moc"
