// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/proposalrepository.h"
#include "tests/ui/pagefixture.h"
#include "ui/mainwindow.h"
#include "ui/review/fieldcard.h"
#include "ui/review/reviewpage.h"

#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QWindow>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

/** The review page's keys in the real window, as the first that is pressed there: nobody has clicked into the page. */
class ReviewKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void keysWorkRightAway_data();
    void keysWorkRightAway();
    void keysWorkWhereProposalsComeLater();

private:
    enum class From { Catalog, SearchField, Settings };

    void open(int proposals);
    void propose();
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(m_window->windowHandle(), key, modifiers); // where the focus is, as the person does
    }
    void leaveFrom(From from);
    void pressAndCompare(Qt::Key key);

    ReviewPage *page() const { return m_window->findChild<ReviewPage *>(); }
    QListView *list() const { return child<QListView>(*m_window, u"proposalsListView"_s); }
    QList<FieldCard *> cards() const
    {
        QList<FieldCard *> shown = page()->findChildren<FieldCard *>();
        shown.removeIf([](const FieldCard *card) { return card->isHidden(); });
        return shown;
    }
    std::optional<Proposal> proposal(int number) const
    {
        const auto found = m_fixture->storage
                               ->read([id = m_proposals.value(number)](Database &database) {
                                   return ProposalRepository(database).find(id);
                               })
                               .result();
        return found ? std::optional(*found) : std::nullopt;
    }
    FieldDecision decision(int number, int field = 0) const
    {
        const auto found = proposal(number);
        return found ? found->fields.at(field).decision : FieldDecision::Open;
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    QList<ProductId> m_ids;
    QList<qint64> m_proposals;
};

void ReviewKeysTest::init()
{
    m_fixture = std::make_unique<PageFixture>();
    m_proposals.clear();
}

void ReviewKeysTest::cleanup()
{
    m_window.reset();
    m_fixture.reset();
}

void ReviewKeysTest::propose()
{
    QList<Proposal> proposals;
    for (const ProductId id : std::as_const(m_ids)) {
        Proposal proposal;
        proposal.productId = id;
        proposal.origin = u"rules/1"_s;
        proposal.fields = {{ProductField::TitleOptimized, {}, u"Better lamp"_s, {}, {}},
                           {ProductField::Brand, id == m_ids[0] ? u"Acme"_s : u"Bolt"_s, u"ACME"_s, {}, {}}};
        proposals.append(proposal);
    }
    const auto added =
        m_fixture->storage
            ->write([proposals](Database &database) { return ProposalRepository(database).add(proposals); })
            .result();
    QVERIFY(added.has_value());
    for (const Proposal &proposal : *added)
        m_proposals.append(proposal.id);
}

void ReviewKeysTest::open(int proposals)
{
    m_ids = m_fixture->addProducts(2);
    if (proposals > 0)
        propose();
    m_window = std::make_unique<MainWindow>(m_fixture->services);
    m_window->resize(1300, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void ReviewKeysTest::leaveFrom(From from)
{
    switch (from) {
    case From::Catalog:
        break;
    case From::SearchField:
        child<QLineEdit>(*m_window->page(PageId::Catalog), u"searchLineEdit"_s)->setFocus();
        break;
    case From::Settings:
        m_window->showPage(PageId::Settings);
        child<QLineEdit>(*m_window->page(PageId::Settings), u"amazonSellerIdLineEdit"_s)->setFocus();
        break;
    }
    press(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(m_window->currentPage(), page());
    QTRY_COMPARE(cards().size(), 2);
}

void ReviewKeysTest::pressAndCompare(Qt::Key key)
{
    press(key);
    switch (key) {
    case Qt::Key_J: // to the second field, and from there to the next proposal
        press(Qt::Key_J);
        QTRY_COMPARE(list()->currentIndex().row(), 1);
        break;
    case Qt::Key_K: // is at the top already
        press(Qt::Key_J);
        press(Qt::Key_J);
        QTRY_COMPARE(list()->currentIndex().row(), 1);
        QTRY_COMPARE(cards().size(), 2);
        press(Qt::Key_K);
        QTRY_COMPARE(list()->currentIndex().row(), 0);
        break;
    case Qt::Key_A:
        QTRY_COMPARE(decision(0), FieldDecision::Accepted);
        QCOMPARE(decision(0, 1), FieldDecision::Open);
        QCOMPARE(m_fixture->product(m_ids[0]).titleOptimized, u"Better lamp"_s);
        break;
    case Qt::Key_R:
        QTRY_COMPARE(decision(0), FieldDecision::Rejected);
        QCOMPARE(m_fixture->product(m_ids[0]).titleOptimized, QString());
        break;
    case Qt::Key_E:
        QTRY_VERIFY(qobject_cast<QPlainTextEdit *>(QApplication::focusWidget()));
        QVERIFY(cards().at(0)->isAncestorOf(QApplication::focusWidget()));
        break;
    default:
        break;
    }
}

void ReviewKeysTest::keysWorkRightAway_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("key");
    const auto row = [](const char *name, From from, Qt::Key key) {
        QTest::newRow(name) << static_cast<int>(from) << static_cast<int>(key);
    };
    row("J", From::Catalog, Qt::Key_J);
    row("K", From::Catalog, Qt::Key_K);
    row("A", From::Catalog, Qt::Key_A);
    row("R", From::Catalog, Qt::Key_R);
    row("E", From::Catalog, Qt::Key_E);
    row("U", From::Catalog, Qt::Key_U);
    row("A from the search field", From::SearchField, Qt::Key_A);
    row("U from the search field", From::SearchField, Qt::Key_U);
    row("A from the settings", From::Settings, Qt::Key_A);
}

void ReviewKeysTest::keysWorkRightAway()
{
    QFETCH(int, from);
    QFETCH(int, key);
    open(2);
    leaveFrom(static_cast<From>(from));
    if (QTest::currentTestFailed())
        return;
    if (key != Qt::Key_U) {
        pressAndCompare(static_cast<Qt::Key>(key));
        return;
    }
    // What is to be undone is decided first; then the person goes away and comes back.
    press(Qt::Key_A);
    QTRY_COMPARE(decision(0), FieldDecision::Accepted);
    press(Qt::Key_1, Qt::ControlModifier);
    leaveFrom(static_cast<From>(from));
    if (QTest::currentTestFailed())
        return;
    press(Qt::Key_U);
    QTRY_COMPARE(decision(0), FieldDecision::Open);
    QTRY_COMPARE(m_fixture->product(m_ids[0]).titleOptimized, QString());
}

/** The page shows that there is nothing to review; then there is. */
void ReviewKeysTest::keysWorkWhereProposalsComeLater()
{
    open(0);
    press(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(m_window->currentPage(), page());
    QTRY_VERIFY(child<QWidget>(*m_window, u"emptyReviewState"_s)->isVisible());
    propose();
    if (QTest::currentTestFailed())
        return;
    QTRY_COMPARE(cards().size(), 2);
    press(Qt::Key_A);
    QTRY_COMPARE(decision(0), FieldDecision::Accepted);
}

QTEST_MAIN(ReviewKeysTest)
#include "tst_reviewkeys.moc"
