// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/pagefixture.h"
#include "ui/review/fieldcard.h"
#include "ui/review/reviewpage.h"

#include <QAction>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class ReviewPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<PageFixture>(); }

    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void emptyStateLeadsToTheCatalog()
    {
        open(0);
        QVERIFY(child<QWidget>(*m_page, u"emptyReviewState"_s)->isVisible());
        QSignalSpy pages(m_page.get(), &Page::pageRequested);
        QTest::mouseClick(child<QPushButton>(*m_page, u"goToCatalogActionPushButton"_s), Qt::LeftButton);
        QCOMPARE(pages.first().first().value<PageId>(), PageId::Catalog);
    }

    void badgeCountsOpenProposals()
    {
        open(3);
        QTRY_COMPARE(m_page->badge(), 3);
        press(Qt::Key_A, Qt::ShiftModifier);
        QTRY_COMPARE(m_page->badge(), 2);
    }

    void acceptingAFieldStoresIt()
    {
        open(2);
        press(Qt::Key_A);
        QTRY_COMPARE(m_fixture->product(m_ids[0]).titleOptimized, u"Better lamp 1"_s);
        QCOMPARE(m_fixture->product(m_ids[0]).titleOriginal, u"Lamp 1"_s);
        QCOMPARE(m_fixture->product(m_ids[0]).brand, u"Acme"_s);
        QTRY_VERIFY(card(1) && !card(0)->isOpen());
    }

    void rejectingTheLastFieldGoesOn()
    {
        open(2);
        press(Qt::Key_A);
        QTRY_VERIFY(!m_page->findChildren<FieldCard *>().isEmpty() && card(0) && !card(0)->isOpen());
        press(Qt::Key_R);
        QTRY_COMPARE(m_page->model()->rowCount(), 1);
        QTRY_COMPARE(child<QLabel>(*m_page, u"reviewProductLabel"_s)->text(), u"Lamp 2"_s);
        QCOMPARE(m_fixture->product(m_ids[0]).brand, u"Acme"_s);
    }

    void editedTextIsAccepted()
    {
        open(1);
        press(Qt::Key_E);
        auto *editor = child<QPlainTextEdit>(*card(0), u"proposalTextEdit"_s);
        QTRY_VERIFY(editor->isVisible());
        QCOMPARE(editor->toPlainText(), u"Better lamp 1"_s);
        editor->setPlainText(u"My own lamp"_s);
        QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(m_fixture->product(m_ids[0]).titleOptimized, u"My own lamp"_s);
    }

    void listsAreEditedLineByLine()
    {
        const QString stored = u"[\"Oak\",\"With lamp\"]"_s;
        QCOMPARE(readableText(ProductField::BulletPoints, stored), u"Oak\nWith lamp"_s);
        QCOMPARE(canonicalText(ProductField::BulletPoints, u"Oak\n\nWith lamp\n"_s), stored);
        QCOMPARE(canonicalText(ProductField::BulletPoints, QString()), QString());
        QCOMPARE(canonicalText(ProductField::TitleOptimized, u"Lamp"_s), u"Lamp"_s);
        const QString colours = canonicalText(ProductField::Attributes, u"Colour: red"_s);
        QCOMPARE(readableText(ProductField::Attributes, colours), u"Colour: red"_s);
    }

    void undoTakesTheTextBack()
    {
        open(1);
        press(Qt::Key_A);
        QTRY_COMPARE(m_fixture->product(m_ids[0]).titleOptimized, u"Better lamp 1"_s);
        QTRY_VERIFY(child<QAction>(u"undoDecisionAction"_s)->isEnabled());
        press(Qt::Key_U);
        QTRY_COMPARE(m_fixture->product(m_ids[0]).titleOptimized, QString());
    }

    void keysMoveThroughFieldsAndProposals()
    {
        open(2);
        auto *list = child<QListView>(*m_page, u"proposalsListView"_s);
        QCOMPARE(list->currentIndex().row(), 0);
        press(Qt::Key_J);
        QCOMPARE(list->currentIndex().row(), 0);
        press(Qt::Key_J);
        QTRY_COMPARE(list->currentIndex().row(), 1);
        press(Qt::Key_K);
        QTRY_COMPARE(list->currentIndex().row(), 0);
    }

    void changedProductIsAConflict()
    {
        open(1);
        m_fixture->change(m_ids[0], ProductField::TitleOptimized, u"Somebody else’s"_s);
        press(Qt::Key_A);
        QTRY_VERIFY(!m_fixture->notifications.recent().isEmpty());
        QCOMPARE(m_fixture->notifications.recent().first().kind, Notification::Kind::Warning);
        QCOMPARE(m_fixture->product(m_ids[0]).titleOptimized, u"Somebody else’s"_s);
        QCOMPARE(m_page->model()->rowCount(), 1);
    }

    void everythingAtOnce()
    {
        open(250);
        QTRY_COMPARE(m_page->badge(), 250);
        child<QAction>(u"acceptEverythingAction"_s)->trigger();
        QTRY_COMPARE(m_page->badge(), 0);
        QTRY_VERIFY(child<QWidget>(*m_page, u"emptyReviewState"_s)->isVisible());
        QCOMPARE(m_fixture->product(m_ids.last()).titleOptimized, u"Better lamp 250"_s);
        QTRY_VERIFY(!m_fixture->notifications.recent().isEmpty());
        m_fixture->notifications.triggerAction(m_fixture->notifications.recent().first().id);
        QTRY_COMPARE(m_fixture->product(m_ids.last()).titleOptimized, QString());
    }

private:
    void open(int count)
    {
        m_ids = m_fixture->addProducts(count);
        QList<Proposal> proposals;
        for (int index = 0; index < count; ++index) {
            Proposal proposal;
            proposal.productId = m_ids[index];
            proposal.origin = u"rules/1"_s;
            proposal.fields = {
                {ProductField::TitleOptimized, {}, u"Better lamp %1"_s.arg(index + 1), {u"Because"_s}, {}},
                {ProductField::Brand, index % 2 == 0 ? u"Acme"_s : u"Bolt"_s, u"ACME"_s, {}, {}}};
            proposals.append(proposal);
        }
        const auto added =
            m_fixture->storage
                ->write([proposals](Database &database) { return ProposalRepository(database).add(proposals); })
                .result();
        QVERIFY(added.has_value());
        m_page = std::make_unique<ReviewPage>(m_fixture->services);
        m_page->resize(1200, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        if (count > 0)
            QTRY_VERIFY(card(0));
    }

    FieldCard *card(int index) const
    {
        QList<FieldCard *> shown;
        for (FieldCard *found : m_page->findChildren<FieldCard *>()) {
            if (!found->isHidden())
                shown.append(found);
        }
        return shown.value(index);
    }

    template <class T>
    T *child(const QString &name)
    {
        return m_page->findChild<T *>(name);
    }
    template <class T>
    T *child(const QWidget &parent, const QString &name)
    {
        return test::child<T>(parent, name);
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        m_page->activateWindow();
        child<QListView>(u"proposalsListView"_s)->setFocus();
        QTest::keyClick(child<QListView>(u"proposalsListView"_s), key, modifiers);
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ReviewPage> m_page;
    QList<ProductId> m_ids;
};

QTEST_MAIN(ReviewPageTest)
#include "tst_reviewpage.moc"
