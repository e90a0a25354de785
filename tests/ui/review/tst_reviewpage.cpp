// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/pagefixture.h"
#include "ui/review/fieldcard.h"
#include "ui/review/reviewpage.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QApplication>
#include <QInputMethodEvent>
#include <QLabel>
#include <QListView>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPointer>
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

    void lettersInTheEditorAreText()
    {
        open(2);
        QPlainTextEdit *editor = edit(0);
        editor->selectAll();
        const QString typed = u"jkareu JKAREU"_s;
        for (const QChar letter : typed)
            QTest::keyClick(editor, letter.toLatin1(), letter.isUpper() ? Qt::ShiftModifier : Qt::NoModifier);
        QCOMPARE(editor->toPlainText(), typed);
        QCOMPARE(list()->currentIndex().row(), 0);
        QVERIFY(card(0)->isEditing());
        QVERIFY(card(1)->isOpen());
        QCOMPARE(openCount(), 2);
        QCOMPARE(m_fixture->product(m_ids[0]).titleOptimized, QString());
    }

    void composedLettersAreText()
    {
        open(1);
        QPlainTextEdit *editor = edit(0);
        editor->selectAll();
        QInputMethodEvent event;
        event.setCommitString(u"ąß漢"_s);
        QApplication::sendEvent(editor, &event);
        QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(m_fixture->product(m_ids[0]).titleOptimized, u"ąß漢"_s);
    }

    void keysGoOnAfterTheEditor()
    {
        open(1);
        QTest::keyClick(edit(0), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(card(0) && !card(0)->isOpen());
        QVERIFY2(m_page->isAncestorOf(QApplication::focusWidget()), "the keyboard is still on the page");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_A);
        QTRY_COMPARE(m_fixture->product(m_ids[0]).brand, u"ACME"_s);
    }

    void spaceAfterADecisionPressesNoButton()
    {
        open(1);
        QTest::mouseClick(button(0, u"acceptFieldPushButton"_s), Qt::LeftButton);
        QTRY_VERIFY(card(0) && !card(0)->isOpen());
        QVERIFY(!qobject_cast<QAbstractButton *>(QApplication::focusWidget()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(card(1)->isOpen());
        QCOMPARE(openCount(), 1);
    }

    void escapeLeavesTheEditorUndecided()
    {
        open(1);
        QPlainTextEdit *editor = edit(0);
        editor->setPlainText(u"Nobody wants this"_s);
        QTest::keyClick(editor, Qt::Key_Escape);
        QVERIFY(!card(0)->isEditing());
        QVERIFY(card(0)->isOpen());
        press(Qt::Key_A);
        QTRY_COMPARE(m_fixture->product(m_ids[0]).titleOptimized, u"Better lamp 1"_s);
    }

    void typedTextOutlivesADecisionOnAnotherField()
    {
        open(1);
        edit(0)->setPlainText(u"Half a title"_s);
        QTest::mouseClick(button(1, u"rejectFieldPushButton"_s), Qt::LeftButton);
        QTRY_VERIFY(card(1) && !card(1)->isOpen());
        QVERIFY(card(0)->isEditing());
        QCOMPARE(child<QPlainTextEdit>(*card(0), u"proposalTextEdit"_s)->toPlainText(), u"Half a title"_s);
    }

    void typedTextOutlivesAConflict()
    {
        open(1);
        QPlainTextEdit *editor = edit(0);
        editor->setPlainText(u"A long text of mine"_s);
        m_fixture->change(m_ids[0], ProductField::TitleOptimized, u"Somebody else’s"_s);
        const QPointer<FieldCard> old = card(0);
        QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!old && card(0)); // which may come a moment later
        QCOMPARE(m_fixture->notifications.recent().size(), 1);
        QTRY_VERIFY(card(0)->isEditing());
        QCOMPARE(child<QPlainTextEdit>(*card(0), u"proposalTextEdit"_s)->toPlainText(), u"A long text of mine"_s);
        QVERIFY(child<QPlainTextEdit>(*card(0), u"proposalTextEdit"_s)->hasFocus());
        QCOMPARE(m_fixture->product(m_ids[0]).titleOptimized, u"Somebody else’s"_s);
    }

    void acceptingAllFieldsTakesTheTextBeingEdited()
    {
        open(2);
        edit(0)->setPlainText(u"My own lamp"_s);
        QTest::mouseClick(child<QPushButton>(*m_page, u"acceptProposalPushButton"_s), Qt::LeftButton);
        QTRY_COMPARE(m_fixture->product(m_ids[0]).titleOptimized, u"My own lamp"_s);
        QCOMPARE(m_fixture->product(m_ids[0]).brand, u"ACME"_s);
        QTRY_COMPARE(m_page->model()->rowCount(), 1);
    }

    void undoOpensTheProposalAgain()
    {
        open(3);
        press(Qt::Key_J);
        press(Qt::Key_J);
        QTRY_COMPARE(shownProduct(), u"Lamp 2"_s);
        QTRY_VERIFY(card(0));
        press(Qt::Key_A, Qt::ShiftModifier);
        QTRY_COMPARE(m_page->model()->rowCount(), 2);
        QTRY_COMPARE(shownProduct(), u"Lamp 3"_s);
        press(Qt::Key_U);
        QTRY_COMPARE(m_page->model()->rowCount(), 3);
        QCOMPARE(m_fixture->product(m_ids[1]).titleOptimized, QString());
        QTRY_COMPARE(shownProduct(), u"Lamp 2"_s);
        QTRY_VERIFY(card(0) && card(0)->isOpen() && card(1)->isOpen());
        QTRY_COMPARE(m_page->badge(), 3);
        press(Qt::Key_A);
        QTRY_COMPARE(m_fixture->product(m_ids[1]).titleOptimized, u"Better lamp 2"_s);
    }

    void undoOpensTheFieldAgain()
    {
        open(1);
        press(Qt::Key_A);
        QTRY_VERIFY(card(0) && !card(0)->isOpen());
        press(Qt::Key_U);
        QTRY_VERIFY(card(0) && card(0)->isOpen());
        QCOMPARE(m_fixture->product(m_ids[0]).titleOptimized, QString());
        QCOMPARE(m_page->model()->index(0).data(ProposalModel::FieldsRole).toInt(), 2);
    }

    void undoTakesARejectionBackFirst()
    {
        open(2);
        press(Qt::Key_A, Qt::ShiftModifier);
        QTRY_COMPARE(shownProduct(), u"Lamp 2"_s);
        QTRY_VERIFY(card(0));
        press(Qt::Key_R);
        press(Qt::Key_U); // also while the rejection is on its way
        QTRY_VERIFY(m_fixture->notifications.recent().size() == 2 && card(0) && card(0)->isOpen());
        QCOMPARE(openCount(), 1);
        QCOMPARE(m_fixture->product(m_ids[0]).brand, u"ACME"_s);
        press(Qt::Key_U);
        QTRY_COMPARE(m_fixture->product(m_ids[0]).brand, u"Acme"_s);
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 3);
        press(Qt::Key_U);
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 4);
        QVERIFY2(m_fixture->notifications.recent().first().actionText.isEmpty(), "nothing is left");
    }

    void rejectionOffersItsUndo()
    {
        open(1);
        press(Qt::Key_R, Qt::ShiftModifier);
        QTRY_VERIFY(child<QWidget>(*m_page, u"emptyReviewState"_s)->isVisible());
        QCOMPARE(m_fixture->notifications.recent().size(), 1);
        const int id = m_fixture->notifications.recent().first().id;
        QCOMPARE(m_fixture->notifications.recent().first().actionText, u"Undo"_s);
        m_fixture->notifications.triggerAction(id);
        QTRY_VERIFY(card(0) && card(0)->isOpen() && card(1)->isOpen());
        QTRY_VERIFY(m_fixture->notifications.find(id)->isOver);
    }

    void undosGoBackStepByStep()
    {
        open(2);
        press(Qt::Key_A, Qt::ShiftModifier);
        QTRY_COMPARE(shownProduct(), u"Lamp 2"_s);
        QTRY_VERIFY(card(0));
        press(Qt::Key_A, Qt::ShiftModifier);
        QTRY_VERIFY(child<QWidget>(*m_page, u"emptyReviewState"_s)->isVisible());
        QAction *undo = child<QAction>(u"undoDecisionAction"_s);
        undo->trigger();
        QTRY_COMPARE(shownProduct(), u"Lamp 2"_s);
        QTRY_VERIFY(!child<QWidget>(*m_page, u"emptyReviewState"_s)->isVisible());
        QCOMPARE(m_fixture->product(m_ids[0]).brand, u"ACME"_s);
        undo->trigger();
        QTRY_COMPARE(m_page->model()->rowCount(), 2);
        QTRY_COMPARE(shownProduct(), u"Lamp 1"_s);
    }

    void undoLeavesWhatChangedSince()
    {
        open(1);
        press(Qt::Key_A, Qt::ShiftModifier);
        m_fixture->change(m_ids[0], ProductField::TitleOptimized, u"Somebody else’s"_s);
        child<QAction>(u"undoDecisionAction"_s)->trigger();
        QTRY_COMPARE(m_fixture->product(m_ids[0]).brand, u"Acme"_s);
        QCOMPARE(m_fixture->product(m_ids[0]).titleOptimized, u"Somebody else’s"_s);
        QTRY_VERIFY(!m_fixture->notifications.recent().isEmpty());
        QCOMPARE(m_fixture->notifications.recent().first().kind, Notification::Kind::Warning);
        QVERIFY(!m_fixture->notifications.recent().first().detail.isEmpty());
        QTRY_VERIFY(card(0) && !card(0)->isOpen() && card(1)->isOpen());
    }

    void undoElsewhereBringsTheProposalBack()
    {
        open(2);
        press(Qt::Key_A, Qt::ShiftModifier);
        QTRY_COMPARE(m_page->model()->rowCount(), 1);
        QTRY_COMPARE(m_page->badge(), 1);
        const auto undone = m_fixture->storage
                                ->write([](Database &database) {
                                    ProductRepository products(database);
                                    return products.undo(products.changeSets()->first().id, u"user"_s);
                                })
                                .result();
        QVERIFY(undone.has_value());
        QTRY_COMPARE(m_page->model()->rowCount(), 2);
        QCOMPARE(shownProduct(), u"Lamp 2"_s);
        QTRY_COMPARE(list()->currentIndex().row(), 1);
    }

    void newProposalsJoinTheList()
    {
        open(1);
        Product other;
        other.sourcePlatform = u"test"_s;
        other.sourceId = u"other"_s;
        other.titleOriginal = u"Chair"_s;
        propose(m_fixture->add(other).id, {{ProductField::TitleOptimized, {}, u"Better chair"_s, {}, {}}});
        QTRY_COMPARE(m_page->model()->rowCount(), 2);
        QTRY_COMPARE(m_page->badge(), 2);
        QCOMPARE(shownProduct(), u"Lamp 1"_s);
    }

    void proposalOfADeletedProductLeavesTheList()
    {
        open(2);
        const auto removed =
            m_fixture->storage
                ->write([id = m_ids[1]](Database &database) { return ProductRepository(database).remove({id}, {}); })
                .result();
        QVERIFY(removed.has_value());
        list()->setCurrentIndex(m_page->model()->index(1));
        QTRY_COMPARE(m_page->model()->rowCount(), 1);
        QVERIFY(m_fixture->notifications.recent().isEmpty());
        QTRY_COMPARE(shownProduct(), u"Lamp 1"_s);
    }

    void marketplaceIsNamedAndItsLimitCounts()
    {
        open(0);
        m_ids = m_fixture->addProducts(1);
        propose(m_ids[0], {{ProductField::TitleOptimized, {}, u"Lamp "_s.repeated(20), {}, {}}}, u"ebay"_s);
        QTRY_VERIFY(card(0));
        QVERIFY(child<QLabel>(*m_page, u"reviewSubtitleLabel"_s)->text().contains(u"eBay"));
        const QLabel *counter = child<QLabel>(*card(0), u"fieldCounterLabel"_s);
        QVERIFY2(counter->text().contains(u"→ 100 ") && counter->text().contains(u"80"), qPrintable(counter->text()));
        QCOMPARE(counter->palette().color(QPalette::WindowText), tokens(m_page.get()).danger);
        press(Qt::Key_A);
        QTRY_VERIFY(child<QWidget>(*m_page, u"emptyReviewState"_s)->isVisible());
        QCOMPARE(m_fixture->product(m_ids[0]).titleOptimized, QString());
    }

    void keysOnAnEmptyListDoNothing()
    {
        open(1);
        press(Qt::Key_R, Qt::ShiftModifier);
        QTRY_COMPARE(m_page->model()->rowCount(), 0);
        for (const char *name : {"nextFieldAction", "previousFieldAction", "acceptFieldAction", "rejectFieldAction",
                                 "editFieldAction", "acceptProposalAction", "rejectProposalAction"})
            child<QAction>(QLatin1String(name))->trigger();
        QCOMPARE(m_fixture->product(m_ids[0]).titleOptimized, QString());
        QCOMPARE(m_fixture->notifications.recent().size(), 1); // of the rejection
        QTRY_VERIFY(!child<QAction>(u"acceptEverythingAction"_s)->isEnabled());
    }

    void keysMoveThroughFieldsAndProposals()
    {
        open(2);
        QCOMPARE(list()->currentIndex().row(), 0);
        press(Qt::Key_J);
        QCOMPARE(list()->currentIndex().row(), 0);
        press(Qt::Key_J);
        QTRY_COMPARE(list()->currentIndex().row(), 1);
        press(Qt::Key_K);
        QTRY_COMPARE(list()->currentIndex().row(), 0);
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
        QTRY_COMPARE_WITH_TIMEOUT(m_page->badge(), 0, 30000); // the thread sanitizer needs long for 250
        QTRY_VERIFY(child<QWidget>(*m_page, u"emptyReviewState"_s)->isVisible());
        QCOMPARE(m_fixture->product(m_ids.last()).titleOptimized, u"Better lamp 250"_s);
        QTRY_VERIFY(!m_fixture->notifications.recent().isEmpty());
        m_fixture->notifications.triggerAction(m_fixture->notifications.recent().first().id);
        QTRY_COMPARE(m_fixture->product(m_ids.last()).titleOptimized, QString());
        QTRY_COMPARE(openCount(), 250);
        QTRY_COMPARE(m_page->model()->rowCount(), ProposalModel::pageSize);
    }

    void everythingRejectedAtOnceChangesNothing()
    {
        open(3);
        QTRY_COMPARE(m_page->badge(), 3);
        child<QAction>(u"rejectEverythingAction"_s)->trigger();
        QTest::keyClick(child<QMessageBox>(*m_page, u"rejectAllMessageBox"_s), Qt::Key_Return);
        QTRY_VERIFY2(!m_page->findChild<QMessageBox *>(), "who answers without looking keeps the proposals");
        QCOMPARE(openCount(), 3);
        child<QAction>(u"rejectEverythingAction"_s)->trigger();
        QTest::mouseClick(child<QPushButton>(*m_page, u"rejectAllPushButton"_s), Qt::LeftButton);
        QTRY_VERIFY(child<QWidget>(*m_page, u"emptyReviewState"_s)->isVisible());
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 1);
        QCOMPARE(m_fixture->product(m_ids[0]).brand, u"Acme"_s);
        m_fixture->notifications.triggerAction(m_fixture->notifications.recent().first().id);
        QTRY_COMPARE(openCount(), 3);
        QTRY_COMPARE(m_page->model()->rowCount(), 3);
    }

    void everythingAtOnceLeavesConflictsOpen()
    {
        open(3);
        QTRY_COMPARE(m_page->badge(), 3);
        m_fixture->change(m_ids[1], ProductField::TitleOptimized, u"Somebody else’s"_s);
        child<QAction>(u"acceptEverythingAction"_s)->trigger();
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 1);
        QCOMPARE(m_fixture->notifications.recent().first().kind, Notification::Kind::Warning);
        QVERIFY(!m_fixture->notifications.recent().first().detail.isEmpty());
        QTRY_COMPARE(m_page->model()->rowCount(), 1);
        QTRY_COMPARE(shownProduct(), u"Somebody else’s"_s);
        QCOMPARE(m_fixture->product(m_ids[2]).titleOptimized, u"Better lamp 3"_s);
        QCOMPARE(m_fixture->product(m_ids[1]).titleOptimized, u"Somebody else’s"_s);
    }

    void acceptingEverythingCanBeCancelled()
    {
        open(450);
        QTRY_COMPARE(m_page->badge(), 450);
        child<QAction>(u"acceptEverythingAction"_s)->trigger();
        QCOMPARE(m_fixture->tasks.tasks().size(), 1);
        m_fixture->tasks.tasks().first()->cancel();
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 1);
        QVERIFY(m_fixture->tasks.tasks().isEmpty());
        // Whole batches only, and what is still open is there to be decided.
        const qint64 left = openCount();
        QVERIFY2(left == 50 || left == 250 || left == 450, qPrintable(QString::number(left)));
        QTRY_COMPARE(m_page->badge(), left);
        QTRY_VERIFY(card(0));
    }

private:
    static Proposal proposalFor(ProductId id, const QList<ProposedField> &fields, const QString &marketplace = {})
    {
        Proposal proposal;
        proposal.productId = id;
        proposal.marketplace = marketplace;
        proposal.origin = u"rules/1"_s;
        proposal.fields = fields;
        return proposal;
    }

    void add(const QList<Proposal> &proposals)
    {
        const auto added =
            m_fixture->storage
                ->write([proposals](Database &database) { return ProposalRepository(database).add(proposals); })
                .result();
        QVERIFY(added.has_value());
    }

    void propose(ProductId id, const QList<ProposedField> &fields, const QString &marketplace = {})
    {
        add({proposalFor(id, fields, marketplace)});
    }

    void open(int count)
    {
        m_ids = m_fixture->addProducts(count);
        QList<Proposal> proposals;
        for (int index = 0; index < count; ++index)
            proposals.append(
                proposalFor(m_ids[index],
                            {{ProductField::TitleOptimized, {}, u"Better lamp %1"_s.arg(index + 1), {u"Because"_s}, {}},
                             {ProductField::Brand, index % 2 == 0 ? u"Acme"_s : u"Bolt"_s, u"ACME"_s, {}, {}}}));
        add(proposals);
        m_page = std::make_unique<ReviewPage>(m_fixture->services);
        m_page->resize(1200, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        if (count > 0)
            QTRY_VERIFY(card(0));
    }

    QPlainTextEdit *edit(int index)
    {
        card(index)->edit();
        return child<QPlainTextEdit>(*card(index), u"proposalTextEdit"_s);
    }

    QPushButton *button(int index, const QString &name) { return child<QPushButton>(*card(index), name); }
    QListView *list() { return child<QListView>(*m_page, u"proposalsListView"_s); }
    QString shownProduct() { return child<QLabel>(*m_page, u"reviewProductLabel"_s)->text(); }
    qint64 openCount()
    {
        return m_fixture->storage->read([](Database &database) { return ProposalRepository(database).openCount(); })
            .result()
            .value_or(-1);
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
        list()->setFocus();
        QTest::keyClick(list(), key, modifiers);
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ReviewPage> m_page;
    QList<ProductId> m_ids;
};

QTEST_MAIN(ReviewPageTest)
#include "tst_reviewpage.moc"
