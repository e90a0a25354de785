// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Problems, doubtful facts, conflicts, reasons, hints, and undo after a restart.
#include "services/optimizing/modeloptimizer.h"
#include "services/storage/jobrepository.h"
#include "tests/ui/pagefixture.h"
#include "ui/review/fieldcard.h"
#include "ui/review/makingtext.h"
#include "ui/review/reviewactions.h"
#include "ui/review/reviewpage.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBrowser>
#include <QTextCursor>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class ReviewConsentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<PageFixture>(); }

    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void doubtfulFactIsMarkedInTheText()
    {
        open({marked()});
        auto *text = child<QTextBrowser>(*card(0), u"diffTextBrowser"_s);
        QTextCursor cursor = text->document()->find(u"waterproof"_s);
        QVERIFY(!cursor.isNull());
        QCOMPARE(cursor.charFormat().toolTip(), u"“waterproof” is not in the record."_s);
        QCOMPARE(child<QLabel>(*card(0), u"markLabel"_s)->text(), u"“waterproof” is not in the record."_s);
        QVERIFY(text->document()->find(u"Better"_s).charFormat().toolTip().isEmpty());
    }

    void marksAreFoundInListsAndHtml()
    {
        const QString html = u"<p>Dry lamp.</p><p>A <b>dry</b> and dry room.</p>"_s;
        ProposedField description{ProductField::DescriptionOptimized, {}, html, {}, {}};
        description.marks = {{static_cast<int>(html.lastIndexOf(u"dry")), 3, u"Nobody said so."_s}};
        const QString points = u"[\"Made of oak\",\"Oak is strong\"]"_s;
        ProposedField list{ProductField::BulletPoints, {}, points, {}, {}};
        list.marks = {{static_cast<int>(points.indexOf(u"Oak")), 3, u"Not oak."_s}};
        open({description, list});
        const auto tipOf = [this](int index, const QString &words, int from) {
            QTextCursor found = child<QTextBrowser>(*card(index), u"diffTextBrowser"_s)
                                    ->document()
                                    ->find(words, from, QTextDocument::FindCaseSensitively);
            return found.charFormat().toolTip();
        };
        QCOMPARE(tipOf(0, u"dry room"_s, 0), QString());
        QCOMPARE(child<QTextBrowser>(*card(0), u"diffTextBrowser"_s)->toPlainText().count(u"dry"), 2);
        QTextCursor second = child<QTextBrowser>(*card(0), u"diffTextBrowser"_s)->document()->find(u"and dry"_s);
        QCOMPARE(second.charFormat().toolTip(), u"Nobody said so."_s);
        QCOMPARE(tipOf(1, u"Oak"_s, 0), u"Not oak."_s);
    }

    void problemIsAcceptedOnlyTheSecondTime()
    {
        ProposedField broken = title(u"BEST lamp ever"_s);
        broken.problems = {u"“BEST” is not allowed in a title."_s};
        open({broken});
        QCOMPARE(child<QLabel>(*card(0), u"problemLabel"_s)->text(), u"“BEST” is not allowed in a title."_s);
        QVERIFY(!ask(0)->isVisible());
        press(Qt::Key_A);
        QVERIFY(ask(0)->isVisible());
        QVERIFY(card(0)->isOpen());
        QCOMPARE(openCount(), 1);
        press(Qt::Key_A);
        QTRY_COMPARE(m_fixture->product(m_id).titleOptimized, u"BEST lamp ever"_s);
    }

    void editedTextNeedsNoConsent()
    {
        open({marked()});
        press(Qt::Key_A);
        QVERIFY(ask(0)->isVisible());
        press(Qt::Key_E);
        QVERIFY2(!ask(0)->isVisible(), "the question was about the text as proposed");
        auto *editor = child<QPlainTextEdit>(*card(0), u"proposalTextEdit"_s);
        editor->setPlainText(u"Better lamp"_s);
        QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(m_fixture->product(m_id).titleOptimized, u"Better lamp"_s);
    }

    void aMarkThatIsLeftInAnEditedTextNeedsConsent()
    {
        open({marked()});
        const ProposedField proposed = marked();
        press(Qt::Key_E);
        auto *editor = child<QPlainTextEdit>(*card(0), u"proposalTextEdit"_s);
        const QString edited = proposed.after + u" here"_s;
        editor->setPlainText(edited);
        QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(ask(0)->isVisible());
        QCOMPARE(openCount(), 1);
        QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(m_fixture->product(m_id).titleOptimized, edited);
    }

    void unchangedTextInTheEditorNeedsConsent()
    {
        open({marked()});
        press(Qt::Key_E);
        auto *editor = child<QPlainTextEdit>(*card(0), u"proposalTextEdit"_s);
        QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(ask(0)->isVisible());
        QCOMPARE(openCount(), 1);
    }

    void wholeProposalAsksOnce()
    {
        open({title(u"Better lamp"_s), markedBrand()});
        press(Qt::Key_A, Qt::ShiftModifier);
        QVERIFY(child<QLabel>(*m_page, u"acceptProposalAnywayLabel"_s)->isVisible());
        QCOMPARE(m_fixture->product(m_id).titleOptimized, QString());
        press(Qt::Key_A, Qt::ShiftModifier);
        QTRY_COMPARE(m_fixture->product(m_id).titleOptimized, u"Better lamp"_s);
        QCOMPARE(m_fixture->product(m_id).brand, u"Acme Pro"_s);
    }

    void acceptingAllCleanLeavesTheOthers()
    {
        open({title(u"Better lamp"_s)});
        const ProductId other = addLamp(2);
        propose(other, {marked()});
        QTRY_COMPARE(m_page->badge(), 2);
        QVERIFY(!m_page->model()->index(1).data(ProposalModel::CleanRole).toBool());
        child<QAction>(*m_page, u"acceptCleanAction"_s)->trigger();
        QTRY_COMPARE(m_page->badge(), 1);
        QCOMPARE(m_fixture->product(m_id).titleOptimized, u"Better lamp"_s);
        QCOMPARE(m_fixture->product(other).titleOptimized, QString());
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 2);
        QVERIFY(m_fixture->notifications.recent().first().actionText.isEmpty());
    }

    void acceptingAllAsksForTheOthers()
    {
        open({marked()});
        QTRY_COMPARE(m_page->badge(), 1);
        child<QAction>(*m_page, u"acceptEverythingAction"_s)->trigger();
        QTRY_VERIFY(!m_fixture->notifications.recent().isEmpty() &&
                    !m_fixture->notifications.recent().first().actionText.isEmpty());
        QCOMPARE(openCount(), 1);
        m_fixture->notifications.triggerAction(m_fixture->notifications.recent().first().id);
        QTRY_COMPARE(openCount(), 0);
        QVERIFY(m_fixture->product(m_id).titleOptimized.contains(u"waterproof"));
    }

    void reasonOfARejectionIsKept()
    {
        open({title(u"Better lamp"_s)});
        press(Qt::Key_W);
        auto *reason = child<QLineEdit>(*m_page, u"rejectReasonLineEdit"_s);
        QVERIFY(reason->hasFocus());
        QTest::keyClicks(reason, u"Too long"_s);
        QTest::keyClick(reason, Qt::Key_Return);
        QTRY_COMPARE(openCount(), 0);
        QCOMPARE(stored(m_proposal).state, ProposalState::Rejected);
        QCOMPARE(stored(m_proposal).rejectReason, u"Too long"_s);
    }

    void conflictShowsAllThreeTexts()
    {
        open({title(u"Better lamp"_s)});
        m_fixture->change(m_id, ProductField::TitleOptimized, u"My own lamp"_s);
        reopen();
        QVERIFY(card(0)->isConflict());
        const QString change = child<QTextBrowser>(*card(0), u"changeTextBrowser"_s)->toPlainText();
        // What went and what came stand word by word beside each other.
        for (const QString &word : {u"Lamp"_s, u"1"_s, u"My"_s, u"own"_s})
            QVERIFY2(change.contains(word), qPrintable(change));
        QVERIFY(child<QTextBrowser>(*card(0), u"diffTextBrowser"_s)->toPlainText().contains(u"Better"));
    }

    void proposedTextReplacesAChangeOnlyWithConsent()
    {
        open({title(u"Better lamp"_s), brand(u"ACME"_s)});
        m_fixture->change(m_id, ProductField::TitleOptimized, u"My own lamp"_s);
        reopen();
        press(Qt::Key_A);
        QVERIFY(ask(0)->isVisible());
        QCOMPARE(m_fixture->product(m_id).titleOptimized, u"My own lamp"_s);
        press(Qt::Key_A);
        QTRY_COMPARE(m_fixture->product(m_id).titleOptimized, u"Better lamp"_s);
        QCOMPARE(m_fixture->product(m_id).brand, u"Acme"_s);
        QTRY_VERIFY2(card(0) && card(1) && !card(0)->isOpen() && card(1)->isOpen(), "the other field is still open");
        QCOMPARE(openCount(), 1);
        press(Qt::Key_U);
        QTRY_COMPARE(m_fixture->product(m_id).titleOptimized, u"My own lamp"_s);
    }

    void proposedTextReplacesOneOfTwoChangesOnly()
    {
        open({title(u"Better lamp"_s), brand(u"ACME"_s)});
        m_fixture->change(m_id, ProductField::TitleOptimized, u"My own lamp"_s);
        m_fixture->change(m_id, ProductField::Brand, u"Acme Ltd"_s);
        reopen();
        QVERIFY(card(0)->isConflict() && card(1)->isConflict());
        press(Qt::Key_A);
        press(Qt::Key_A);
        QTRY_COMPARE(m_fixture->product(m_id).titleOptimized, u"Better lamp"_s);
        QTRY_VERIFY(card(1) && card(1)->isOpen() && !card(0)->isOpen());
        QVERIFY2(card(1)->isConflict(), "nobody agreed to replace the brand");
        press(Qt::Key_A, Qt::ShiftModifier);
        QTRY_VERIFY(!m_fixture->notifications.recent().isEmpty());
        QCOMPARE(m_fixture->product(m_id).brand, u"Acme Ltd"_s);
    }

    void changeOfWhatIsInheritedConflictsToo()
    {
        m_id = addLamp(1);
        ProposedField field = title(u"Better lamp"_s);
        field.inherited = u"Lamp 1"_s;
        propose(m_id, {field}, u"ebay"_s);
        m_fixture->change(m_id, ProductField::TitleOptimized, u"Lamp of 600 W"_s);
        reopen();
        QVERIFY(card(0)->isConflict());
        const QString change = child<QTextBrowser>(*card(0), u"changeTextBrowser"_s)->toPlainText();
        QVERIFY2(change.contains(u"1") && change.contains(u"600"), qPrintable(change));
        press(Qt::Key_A);
        QCOMPARE(openCount(), 1);
        press(Qt::Key_A);
        QTRY_COMPARE(openCount(), 0);
        QCOMPARE(m_fixture->product(m_id).titleOptimized, u"Lamp of 600 W"_s);
    }

    void closedProposalIsNotDecided()
    {
        open({title(u"Better lamp"_s), brand(u"ACME"_s), {ProductField::Category, {}, u"Lamps"_s, {}, {}}});
        const ProposalRepository::Decision elsewhere{.proposalId = m_proposal, .field = ProductField::Brand};
        QVERIFY(m_fixture->storage
                    ->write([elsewhere](Database &database) {
                        return ProposalRepository(database).decide({elsewhere}, u"user"_s);
                    })
                    .result()
                    .has_value());
        add({proposalFor(m_id, {title(u"Best lamp"_s)})});
        m_page->findChild<ReviewActions *>()->decide(
            {{.proposalId = m_proposal, .field = ProductField::TitleOptimized}});
        QTRY_VERIFY2(!m_fixture->notifications.recent().isEmpty(), "nothing was stored");
        QCOMPARE(m_fixture->product(m_id).titleOptimized, QString());
        QTRY_COMPARE(m_page->model()->rowCount(), 1);
        QTRY_VERIFY(card(0) && child<QTextBrowser>(*card(0), u"diffTextBrowser"_s)->toPlainText().contains(u"Best"));
    }

    void presentTextIsKept()
    {
        open({title(u"Better lamp"_s)});
        m_fixture->change(m_id, ProductField::TitleOptimized, u"My own lamp"_s);
        reopen();
        press(Qt::Key_R);
        QTRY_COMPARE(openCount(), 0);
        QCOMPARE(m_fixture->product(m_id).titleOptimized, u"My own lamp"_s);
    }

    void listingOfTheMarketplaceConflictsToo()
    {
        m_id = addLamp(1);
        propose(m_id, {title(u"Better lamp"_s)}, u"ebay"_s);
        const auto saved = m_fixture->storage
                               ->write([id = m_id](Database &database) {
                                   Listing listing;
                                   listing.productId = id;
                                   listing.marketplace = u"ebay"_s;
                                   listing.title = u"My eBay lamp"_s;
                                   return ListingRepository(database).save(listing);
                               })
                               .result();
        QVERIFY(saved.has_value());
        reopen();
        QVERIFY(card(0)->isConflict());
        QVERIFY(child<QTextBrowser>(*card(0), u"changeTextBrowser"_s)->toPlainText().contains(u"eBay"));
    }

    void listingWithoutBulletPointsIsNoConflict()
    {
        m_id = addLamp(1);
        propose(m_id, {{ProductField::BulletPoints, {}, u"[\"Shines\"]"_s, {}, {}}}, u"ebay"_s);
        const auto saved = m_fixture->storage
                               ->write([id = m_id](Database &database) {
                                   Listing listing;
                                   listing.productId = id;
                                   listing.marketplace = u"ebay"_s;
                                   listing.title = u"My eBay lamp"_s;
                                   return ListingRepository(database).save(listing);
                               })
                               .result();
        QVERIFY(saved.has_value());
        reopen();
        QVERIFY(!card(0)->isConflict());
        press(Qt::Key_A);
        QTRY_COMPARE(openCount(), 0);
        QVERIFY(m_fixture->notifications.recent().isEmpty());
    }

    void acceptanceIsUndoneAfterARestart()
    {
        open({title(u"Better lamp"_s)});
        press(Qt::Key_A);
        QTRY_COMPARE(m_fixture->product(m_id).titleOptimized, u"Better lamp"_s);
        reopen(false);
        undoOfEarlierStart();
        QTRY_COMPARE(m_fixture->product(m_id).titleOptimized, QString());
        QTRY_VERIFY(card(0) && card(0)->isOpen());
    }

    void massAcceptanceIsUndoneAsAWholeAfterARestart()
    {
        const QList<ProductId> ids = m_fixture->addProducts(450);
        QList<Proposal> proposals;
        for (const ProductId id : ids)
            proposals.append(proposalFor(id, {title(u"Better lamp"_s)}));
        add(proposals);
        reopen();
        QTRY_COMPARE_WITH_TIMEOUT(m_page->badge(), 450, 30'000);
        child<QAction>(*m_page, u"acceptCleanAction"_s)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(openCount(), 0, 30'000);
        QTRY_VERIFY(!m_fixture->notifications.recent().isEmpty());
        reopen(false);
        undoOfEarlierStart();
        QTRY_COMPARE_WITH_TIMEOUT(openCount(), 450, 30'000);
        QCOMPARE(m_fixture->product(ids.last()).titleOptimized, QString());
    }

    void massAcceptancesInARowAreUndoneOneByOneAfterARestart()
    {
        const QList<ProductId> ids = m_fixture->addProducts(300);
        for (const QString &better : {u"Better lamp"_s, u"Best lamp"_s}) {
            QList<Proposal> proposals;
            for (const ProductId id : ids) {
                ProposedField field = title(better);
                field.before = m_fixture->product(id).titleOptimized;
                proposals.append(proposalFor(id, {field}));
            }
            add(proposals);
            reopen();
            QTRY_COMPARE_WITH_TIMEOUT(m_page->badge(), 300, 30'000);
            child<QAction>(*m_page, u"acceptCleanAction"_s)->trigger();
            QTRY_COMPARE_WITH_TIMEOUT(openCount(), 0, 30'000);
            QTRY_COMPARE_WITH_TIMEOUT(m_fixture->product(ids.last()).titleOptimized, better, 30'000);
        }
        reopen(false);
        undoOfEarlierStart();
        QTRY_COMPARE_WITH_TIMEOUT(openCount(), 300, 30'000);
        QCOMPARE(m_fixture->product(ids.first()).titleOptimized, u"Better lamp"_s);
        QCOMPARE(m_fixture->product(ids.last()).titleOptimized, u"Better lamp"_s);
    }

    void singleAcceptancesAreUndoneOneByOneAfterARestart()
    {
        open({title(u"Better lamp"_s)});
        const ProductId other = addLamp(2);
        propose(other, {title(u"Better lamp 2"_s)});
        QTRY_COMPARE(m_page->model()->rowCount(), 2);
        press(Qt::Key_A);
        QTRY_COMPARE(m_page->model()->rowCount(), 1);
        QTRY_VERIFY(card(0));
        press(Qt::Key_A);
        QTRY_COMPARE(openCount(), 0);
        reopen(false);
        undoOfEarlierStart();
        QTRY_COMPARE(openCount(), 1);
        QCOMPARE(m_fixture->product(m_id).titleOptimized, u"Better lamp"_s);
        undoOfEarlierStart(); // the one before it is next
        QTRY_COMPARE(openCount(), 2);
    }

    void regenerationNeedsAProvider()
    {
        open({title(u"Better lamp"_s)});
        press(Qt::Key_G);
        auto *hint = child<QLineEdit>(*m_page, u"regenerateHintLineEdit"_s);
        QVERIFY(hint->hasFocus());
        QTest::keyClick(hint, Qt::Key_Return);
        QTRY_COMPARE(m_fixture->notifications.recent().size(), 1);
        QCOMPARE(m_fixture->notifications.recent().first().kind, Notification::Kind::Warning);
    }

    void regenerationOrdersOneJobWithTheHint()
    {
        QVERIFY(m_fixture->settings->setText(SettingKey::AiProvider, u"ollama"_s));
        m_id = addLamp(1);
        Proposal proposal = proposalFor(m_id, {title(u"Better lamp"_s)}, u"ebay"_s);
        proposal.making = {.provider = u"ollama"_s,
                           .model = u"small"_s,
                           .prompt = u"ebay/any/0"_s,
                           .cachedAt = {},
                           .language = u"pl"_s};
        add({proposal});
        reopen();
        press(Qt::Key_G);
        auto *hint = child<QLineEdit>(*m_page, u"regenerateHintLineEdit"_s);
        QTest::keyClicks(hint, u"name the size"_s);
        QTest::keyClick(hint, Qt::Key_Return);
        QTRY_COMPARE(jobs().size(), 1);
        const Job job = jobs().first();
        QCOMPARE(job.kind, u"optimize"_s);
        QCOMPARE(job.productId, m_id);
        const ModelTask task = modelTaskFromJson(job.payload.value(u"task"_s).toObject());
        QCOMPARE(task.hint, u"name the size"_s);
        QCOMPARE(task.language, u"pl"_s); // as it was made, whatever the settings say now
        QVERIFY2(task.fresh, "a kept answer would be the same proposal again");
    }

    void newProposalTakesThePlace()
    {
        QVERIFY(m_fixture->settings->setText(SettingKey::AiProvider, u"ollama"_s));
        open({title(u"Better lamp"_s)}, u"ebay"_s);
        QTest::mouseClick(child<QPushButton>(*m_page, u"regeneratePushButton"_s), Qt::LeftButton);
        QTRY_COMPARE(jobs().size(), 1);
        QTRY_VERIFY(!m_fixture->notifications.recent().isEmpty());
        Proposal anew = proposalFor(m_id, {title(u"Best lamp with a size"_s)}, u"ebay"_s);
        anew.hint = u"name the size"_s;
        add({anew});
        QTRY_VERIFY(card(0) &&
                    child<QTextBrowser>(*card(0), u"diffTextBrowser"_s)->toPlainText().contains(u"with a size"));
        QCOMPARE(m_page->model()->rowCount(), 1);
        QCOMPARE(child<QLineEdit>(*m_page, u"regenerateHintLineEdit"_s)->text(), u"name the size"_s);
    }

    void makingIsToldInOneLine()
    {
        ProposalMaking making;
        QCOMPARE(makingText(making), QString());
        making.provider = u"groq"_s;
        making.model = u"llama-3.3-70b-versatile"_s;
        making.prompt = u"amazon/de/3"_s;
        making.inputTokens = 1234;
        making.outputTokens = 56;
        making.cost = 2'500'000;
        making.duration = 2340;
        const QString text = makingText(making);
        for (const QString &part : {u"Groq"_s, making.model, making.prompt, u"$2.50"_s, u"2.3"_s})
            QVERIFY2(text.contains(part), qPrintable(text));
        making.cachedAt = QDateTime(QDate(2026, 1, 12), QTime(10, 0), Qt::UTC);
        QVERIFY(makingText(making).contains(u"cache"));
        QVERIFY2(!makingText(making).contains(u"$"), "what comes from the cache costs nothing");
    }

    void makingIsShown()
    {
        m_id = addLamp(1);
        Proposal proposal = proposalFor(m_id, {title(u"Better lamp"_s)}, u"ebay"_s);
        proposal.making.provider = u"groq"_s;
        proposal.making.model = u"llama"_s;
        add({proposal});
        reopen();
        QVERIFY(child<QLabel>(*m_page, u"reviewMakingLabel"_s)->isVisible());
        QVERIFY(child<QLabel>(*m_page, u"reviewMakingLabel"_s)->text().startsWith(u"Groq llama"));
    }

private:
    /** What an earlier start decided is not taken back unasked. */
    void undoOfEarlierStart()
    {
        const qint64 open = openCount();
        const auto &recent = m_fixture->notifications.recent();
        const qsizetype before = recent.size();
        child<QAction>(*m_page, u"undoDecisionAction"_s)->trigger();
        QTRY_VERIFY(recent.size() > before && recent.first().actionText == u"Undo");
        QCOMPARE(openCount(), open);
        m_fixture->notifications.triggerAction(recent.first().id);
        QTRY_VERIFY(recent.first().actionText.isEmpty());
    }

    static ProposedField title(const QString &text) { return {ProductField::TitleOptimized, {}, text, {}, {}}; }
    static ProposedField brand(const QString &text) { return {ProductField::Brand, u"Acme"_s, text, {}, {}}; }
    static ProposedField marked()
    {
        ProposedField field = title(u"Better waterproof lamp"_s);
        field.marks = {{7, 10, u"“waterproof” is not in the record."_s}};
        return field;
    }
    static ProposedField markedBrand()
    {
        ProposedField field = brand(u"Acme Pro"_s);
        field.marks = {{5, 3, u"“Pro” is not in the record."_s}};
        return field;
    }

    static Proposal proposalFor(ProductId id, const QList<ProposedField> &fields, const QString &marketplace = {})
    {
        Proposal proposal;
        proposal.productId = id;
        proposal.marketplace = marketplace;
        proposal.origin = u"rules/1"_s;
        proposal.fields = fields;
        return proposal;
    }

    QList<Proposal> add(const QList<Proposal> &proposals)
    {
        const auto added =
            m_fixture->storage
                ->write([proposals](Database &database) { return ProposalRepository(database).add(proposals); })
                .result();
        if (!added)
            qFatal("%s", qPrintable(added.error().message));
        return *added;
    }

    void propose(ProductId id, const QList<ProposedField> &fields, const QString &marketplace = {})
    {
        m_proposal = add({proposalFor(id, fields, marketplace)}).first().id;
    }

    ProductId addLamp(int number)
    {
        Product lamp;
        lamp.sourcePlatform = u"test"_s;
        lamp.sourceId = u"lamp-%1"_s.arg(number);
        lamp.titleOriginal = u"Lamp %1"_s.arg(number);
        lamp.brand = u"Acme"_s;
        return m_fixture->add(lamp).id;
    }

    void open(const QList<ProposedField> &fields, const QString &marketplace = {})
    {
        m_id = addLamp(1);
        propose(m_id, fields, marketplace);
        reopen();
    }

    void reopen(bool withCard = true)
    {
        m_page = std::make_unique<ReviewPage>(m_fixture->services);
        m_page->resize(1200, 800);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        if (withCard)
            QTRY_VERIFY(card(0));
    }

    QList<Job> jobs()
    {
        return m_fixture->storage->read([](Database &database) { return JobRepository(database).list({}); })
            .result()
            .value_or(QList<Job>{});
    }
    Proposal stored(qint64 id)
    {
        return m_fixture->storage->read([id](Database &database) { return ProposalRepository(database).find(id); })
            .result()
            .value_or(Proposal{});
    }
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
    QLabel *ask(int index) { return child<QLabel>(*card(index), u"acceptAnywayLabel"_s); }
    template <class T>
    T *child(const QWidget &parent, const QString &name)
    {
        return test::child<T>(parent, name);
    }
    template <class T>
    T *child(const QObject &parent, const QString &name)
    {
        return parent.findChild<T *>(name);
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        m_page->activateWindow();
        auto *list = child<QListView>(*m_page, u"proposalsListView"_s);
        list->setFocus();
        QTest::keyClick(list, key, modifiers);
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ReviewPage> m_page;
    ProductId m_id = 0;
    qint64 m_proposal = 0;
};

QTEST_MAIN(ReviewConsentTest)
#include "tst_reviewconsent.moc"
