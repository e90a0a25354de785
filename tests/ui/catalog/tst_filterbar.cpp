// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/pagefixture.h"
#include "ui/catalog/filterbar.h"
#include "ui/widgets/chip.h"

#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

CatalogCounts someCounts()
{
    CatalogCounts counts;
    counts.total = 1234;
    counts.byStatus = {{ProductStatus::Imported, 1200}, {ProductStatus::Optimizing, 0}, {ProductStatus::Optimized, 30},
                       {ProductStatus::Publishing, 0},  {ProductStatus::Published, 0},  {ProductStatus::Failed, 4}};
    counts.bySource = {{u"csv"_s, 1000}, {u"shopify"_s, 234}};
    counts.byBrand = {{u"Black & Decker"_s, 700}, {u"Bolt"_s, 300}, {QString(), 234}};
    return counts;
}

} // namespace

class FilterBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_bar = std::make_unique<FilterBar>();
        m_bar->setLocale(QLocale(QLocale::German, QLocale::Germany));
        m_bar->resize(1000, 100);
        m_bar->show();
        QVERIFY(QTest::qWaitForWindowActive(m_bar.get()));
        m_bar->setCounts(someCounts());
        m_changed = std::make_unique<QSignalSpy>(m_bar.get(), &FilterBar::queryChanged);
    }

    void cleanup()
    {
        m_changed.reset();
        m_bar.reset();
    }

    void typingSearchesOnceAfterAPause()
    {
        QTest::keyClicks(search(), u"red lamp"_s);
        QCOMPARE(m_changed->count(), 0);
        QTRY_COMPARE(m_changed->count(), 1);
        QCOMPARE(m_bar->query().search, u"red lamp"_s);
        QVERIFY(m_bar->hasFilters());
    }

    void enterSearchesAtOnce()
    {
        QTest::keyClicks(search(), u"lamp"_s);
        QTest::keyClick(search(), Qt::Key_Return);
        QCOMPARE(m_changed->count(), 1);
        QCOMPARE(m_bar->query().search, u"lamp"_s);
        QTest::keyClick(search(), Qt::Key_Return);
        QCOMPARE(m_changed->count(), 1); // the same words
    }

    void spacesAroundWordsChangeNothing_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("behind") << u"lamp "_s;
        QTest::newRow("in front") << u"  lamp"_s;
        QTest::newRow("tab") << u"lamp\t"_s;
    }

    void spacesAroundWordsChangeNothing()
    {
        QFETCH(QString, typed);
        setSearch(u"lamp"_s);
        QCOMPARE(m_changed->count(), 1);
        setSearch(typed);
        QCOMPARE(m_changed->count(), 1);
        QCOMPARE(m_bar->query().search, u"lamp"_s);
    }

    void escapeClears_data()
    {
        QTest::addColumn<bool>("searched");
        QTest::newRow("what was searched") << true;
        QTest::newRow("what is still being typed") << false;
    }

    void escapeClears()
    {
        QFETCH(bool, searched);
        QTest::keyClicks(search(), u"lamp"_s);
        if (searched)
            QTest::keyClick(search(), Qt::Key_Return);
        QTest::keyClick(search(), Qt::Key_Escape);
        QCOMPARE(search()->text(), QString());
        QCOMPARE(m_bar->query(), CatalogQuery());
        QVERIFY(!m_bar->hasFilters());
    }

    void countsAreShownInTheLocale()
    {
        QCOMPARE(chip(u"allChip"_s)->accessibleName(), u"All: 1.234"_s);
        QCOMPARE(chip(u"importedChip"_s)->count(), 1200);
        QVERIFY(chip(u"failedChip"_s)->isVisible());
        QVERIFY2(!chip(u"publishedChip"_s)->isVisible(), "a status that no product has is left out");
    }

    void statusesAddUp()
    {
        QTest::mouseClick(chip(u"failedChip"_s), Qt::LeftButton);
        QTest::mouseClick(chip(u"importedChip"_s), Qt::LeftButton);
        QCOMPARE(m_bar->query().statuses, (QList{ProductStatus::Failed, ProductStatus::Imported}));
        QVERIFY(!chip(u"allChip"_s)->isChecked());
        QTest::mouseClick(chip(u"failedChip"_s), Qt::LeftButton);
        QCOMPARE(m_bar->query().statuses, QList{ProductStatus::Imported});
        QTest::mouseClick(chip(u"allChip"_s), Qt::LeftButton);
        QVERIFY(m_bar->query().statuses.isEmpty());
        QVERIFY(chip(u"allChip"_s)->isChecked());
        QVERIFY(!chip(u"importedChip"_s)->isChecked());
        QCOMPARE(m_changed->count(), 4);
    }

    void chosenStatusStaysWhenItsLastProductLeaves()
    {
        QTest::mouseClick(chip(u"failedChip"_s), Qt::LeftButton);
        CatalogCounts counts = someCounts();
        counts.byStatus.last().second = 0;
        m_bar->setCounts(counts);
        QVERIFY2(chip(u"failedChip"_s)->isVisible(), "or the filter could not be taken away");
        QTest::mouseClick(chip(u"failedChip"_s), Qt::LeftButton);
        QVERIFY(!chip(u"failedChip"_s)->isVisible());
    }

    void allCanBePressedTwice()
    {
        QTest::mouseClick(chip(u"allChip"_s), Qt::LeftButton);
        QVERIFY(chip(u"allChip"_s)->isChecked());
        QVERIFY(m_bar->query().statuses.isEmpty());
    }

    void brandsAreChosenFromTheMenu()
    {
        QCOMPARE(texts(u"brandToolButton"_s),
                 (QStringList{u"Black && Decker\t700"_s, u"Bolt\t300"_s, u"(none)\t234"_s}));
        choose(u"brandToolButton"_s, 0);
        choose(u"brandToolButton"_s, 2);
        QCOMPARE(m_bar->query().brands, (QStringList{u"Black & Decker"_s, QString()}));
        QVERIFY(menu(u"brandToolButton"_s)->actions().first()->isChecked());
        QCOMPARE(filterTexts(), (QStringList{u"Brand: Black & Decker"_s, u"Brand: (none)"_s}));
        choose(u"brandToolButton"_s, 0);
        QCOMPARE(m_bar->query().brands, QStringList{QString()});
        QTRY_COMPARE(filterTexts(), QStringList{u"Brand: (none)"_s});
    }

    void ampersandOfABrandIsNoShortcut()
    {
        choose(u"brandToolButton"_s, 0);
        QVERIFY(filterChips().first()->shortcut().isEmpty());
    }

    void sourcesAreChosenFromTheMenu()
    {
        choose(u"sourceToolButton"_s, 1);
        QCOMPARE(m_bar->query().sourcePlatforms, QStringList{u"shopify"_s});
        QCOMPARE(filterTexts(), QStringList{u"Source: shopify"_s});
        QTest::keyClick(filterChips().first(), Qt::Key_Backspace);
        QTRY_VERIFY(filterChips().isEmpty());
        QVERIFY(m_bar->query().sourcePlatforms.isEmpty());
    }

    void menuIsNotChangedUnderThePointer()
    {
        QMenu *brands = menu(u"brandToolButton"_s);
        brands->popup(QPoint(10, 10));
        CatalogCounts counts = someCounts();
        counts.byBrand = {{u"Newcomer"_s, 1}};
        m_bar->setCounts(counts);
        QVERIFY(brands->actions().first()->text().startsWith(u"Black"));
        brands->hide();
        brands->popup(QPoint(10, 10));
        QCOMPARE(texts(u"brandToolButton"_s), QStringList{u"Newcomer\t1"_s});
        brands->hide();
    }

    void emptyMenuSaysSo()
    {
        m_bar->setCounts({});
        const QList<QAction *> actions = menu(u"sourceToolButton"_s)->actions();
        QCOMPARE(actions.size(), 1);
        QVERIFY(!actions.first()->isEnabled());
    }

    void scoreRanges_data()
    {
        QTest::addColumn<int>("entry");
        QTest::addColumn<int>("minimum");
        QTest::addColumn<int>("maximum");
        QTest::addColumn<QStringList>("chips");
        QTest::newRow("any") << 0 << -1 << -1 << QStringList();
        QTest::newRow("needs work") << 1 << -1 << 49 << QStringList{u"Score 0–49"_s};
        QTest::newRow("fair") << 2 << 50 << 79 << QStringList{u"Score 50–79"_s};
        QTest::newRow("good") << 3 << 80 << -1 << QStringList{u"Score 80–100"_s};
    }

    void scoreRanges()
    {
        QFETCH(int, entry);
        choose(u"scoreToolButton"_s, 1);
        choose(u"scoreToolButton"_s, entry);
        QTEST(m_bar->query().minimumScore.value_or(-1), "minimum");
        QTEST(m_bar->query().maximumScore.value_or(-1), "maximum");
        QTEST(filterTexts(), "chips");
        QCOMPARE(box(u"minimumScoreSpinBox"_s)->value(), m_bar->query().minimumScore.value_or(0));
        QCOMPARE(box(u"maximumScoreSpinBox"_s)->value(), m_bar->query().maximumScore.value_or(100));
    }

    void scoreBoundsCanBeTyped()
    {
        box(u"minimumScoreSpinBox"_s)->setValue(30);
        box(u"maximumScoreSpinBox"_s)->setValue(60);
        QCOMPARE(m_bar->query().minimumScore, 30);
        QCOMPARE(m_bar->query().maximumScore, 60);
        QTest::keyClick(filterChips().first(), Qt::Key_Delete);
        QTRY_VERIFY(!m_bar->hasFilters());
        QCOMPARE(box(u"minimumScoreSpinBox"_s)->value(), 0);
        QCOMPARE(box(u"maximumScoreSpinBox"_s)->value(), 100);
    }

    void scoreBoundsNeverTurnUpsideDown()
    {
        box(u"maximumScoreSpinBox"_s)->setValue(40);
        box(u"minimumScoreSpinBox"_s)->setValue(70);
        QCOMPARE(m_bar->query().minimumScore, 70);
        QCOMPARE(m_bar->query().maximumScore, 70);
        box(u"maximumScoreSpinBox"_s)->setValue(20);
        QCOMPARE(m_bar->query().minimumScore, 20);
        QCOMPARE(box(u"minimumScoreSpinBox"_s)->value(), 20);
    }

    void clearingTakesEverythingAwayAtOnce()
    {
        QTest::keyClicks(search(), u"lamp"_s);
        QTest::keyClick(search(), Qt::Key_Return);
        QTest::mouseClick(chip(u"failedChip"_s), Qt::LeftButton);
        choose(u"brandToolButton"_s, 1);
        choose(u"sourceToolButton"_s, 0);
        choose(u"scoreToolButton"_s, 2);
        QCOMPARE(filterTexts().size(), 3);
        m_changed->clear();
        m_bar->clear();
        QCOMPARE(m_changed->count(), 1);
        QCOMPARE(m_bar->query(), CatalogQuery());
        QCOMPARE(search()->text(), QString());
        QTRY_VERIFY(filterChips().isEmpty());
        QVERIFY(!chip(u"failedChip"_s)->isChecked());
        QVERIFY(!menu(u"brandToolButton"_s)->actions()[1]->isChecked());
    }

    void manyFiltersTakeMoreLinesInsteadOfMoreWidth()
    {
        const int before = m_bar->heightForWidth(700);
        const int narrowest = m_bar->minimumSizeHint().width();
        CatalogCounts counts = someCounts();
        for (int number = 0; number < 12; ++number)
            counts.byBrand.append({u"Brand with a long name %1"_s.arg(number), 1});
        m_bar->setCounts(counts);
        for (int number = 0; number < 12; ++number)
            choose(u"brandToolButton"_s, 3 + number);
        QCOMPARE(filterChips().size(), 12);
        QTRY_VERIFY(m_bar->heightForWidth(700) > before);
        QVERIFY(m_bar->minimumSizeHint().width() < narrowest + 100);
        m_bar->resize(700, m_bar->heightForWidth(700));
        for (const Chip *shown : filterChips())
            QVERIFY2(m_bar->rect().contains(shown->geometry()), qPrintable(shown->text()));
    }

    void searchTakesTheKeyboard()
    {
        setSearch(u"lamp"_s);
        m_bar->focusSearch();
        QVERIFY(search()->hasFocus());
        QCOMPARE(search()->selectedText(), u"lamp"_s);
        QTest::keyClick(search(), Qt::Key_Tab);
        QVERIFY2(!search()->hasFocus(), "the filters are reached by Tab");
    }

private:
    QLineEdit *search() { return child<QLineEdit>(*m_bar, u"searchLineEdit"_s); }
    Chip *chip(const QString &name) { return child<Chip>(*m_bar, name); }
    QSpinBox *box(const QString &name) { return child<QSpinBox>(*m_bar, name); }
    QMenu *menu(const QString &button) { return child<QToolButton>(*m_bar, button)->menu(); }
    void choose(const QString &button, qsizetype entry) { menu(button)->actions().at(entry)->trigger(); }

    void setSearch(const QString &words)
    {
        search()->setText(words);
        QTest::keyClick(search(), Qt::Key_Return);
    }

    QStringList texts(const QString &button)
    {
        QStringList all;
        for (const QAction *action : menu(button)->actions())
            all.append(action->text());
        return all;
    }

    QList<Chip *> filterChips()
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return m_bar->findChildren<Chip *>(u"filterChip"_s);
    }

    QStringList filterTexts()
    {
        QStringList all;
        for (const Chip *shown : filterChips())
            all.append(shown->text());
        return all;
    }

    std::unique_ptr<FilterBar> m_bar;
    std::unique_ptr<QSignalSpy> m_changed;
};

QTEST_MAIN(FilterBarTest)
#include "tst_filterbar.moc"
