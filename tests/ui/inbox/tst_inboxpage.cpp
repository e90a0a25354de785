// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/intakeanswer.h"
#include "services/intake/intakejob.h"
#include "services/receiving/receivercontrol.h"
#include "services/storage/jobrepository.h"
#include "services/storage/webhookrepository.h"
#include "tests/ui/pagefixture.h"
#include "ui/inbox/inboxactions.h"
#include "ui/inbox/inboxdetails.h"
#include "ui/inbox/inboxpage.h"
#include "ui/inbox/payloadtext.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTcpServer>
#include <QTextBrowser>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class InboxPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_body = R"([{"source_id":"A-1","title":"Drill"},{"source_id":"<img src=x>","gtin":"1"}])";
        m_answer = R"({"created":1,"failed":1,"items":[{"index":0,"source_id":"A-1","id":17,"outcome":"created",
            "errors":[]},{"index":1,"source_id":"<img src=x>","outcome":"failed",
            "errors":[{"field":"gtin","message":"The check digit is wrong."}]}]})";
        m_status = 0;
    }

    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void emptyPageSaysWhatToDo()
    {
        open();
        QTRY_VERIFY(child<QWidget>("emptyInboxState")->isVisible());
        for (const char *name : {"replayRequestsAction", "copyCurlAction", "deleteRequestsAction"})
            QVERIFY2(!child<QAction>(name)->isEnabled(), name);
    }

    void emptyPageSwitchesItOn()
    {
        QVERIFY(m_fixture->settings->setText(SettingKey::ServerListen, u"127.0.0.1:0"_s));
        ReceiverControl receiver(*m_fixture->storage, *m_fixture->settings, nullptr, RulePacks(), [] {});
        m_fixture->services.receiver = &receiver;
        open();
        auto *button = child<QPushButton>("receiveProductsActionPushButton");
        QTRY_VERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(receiver.state(), ReceiverControl::State::On, 20'000);
        QTRY_VERIFY(!button->isVisible());
        QVERIFY(child<QLabel>("textLabel")->text().contains(receiver.webhookAddress()));
        QSignalSpy asked(m_page.get(), &InboxPage::receivingSettingsRequested);
        QTest::mouseClick(child<QPushButton>("receivingSettingsActionPushButton"), Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        m_page.reset(); // before the receiver
    }

    void anotherPortIsOfferedWhereOneIsTaken_data()
    {
        QTest::addColumn<bool>("empty");
        QTest::addColumn<QByteArray>("other");
        QTest::addColumn<QByteArray>("settings");
        QTest::newRow("in the empty inbox")
            << true << QByteArray("useOtherPortActionPushButton") << QByteArray("receivingSettingsActionPushButton");
        QTest::newRow("above the requests")
            << false << QByteArray("useOtherPortPushButton") << QByteArray("problemSettingsPushButton");
    }

    void anotherPortIsOfferedWhereOneIsTaken()
    {
        QFETCH(bool, empty);
        QFETCH(QByteArray, other);
        QFETCH(QByteArray, settings);
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        QVERIFY(m_fixture->settings->setText(SettingKey::ServerListen, u"127.0.0.1:%1"_s.arg(taken.serverPort())));
        QVERIFY(m_fixture->settings->setText(SettingKey::ServerEnabled, u"yes"_s));
        if (!empty)
            add(WebhookOutcome::Imported);
        ReceiverControl receiver(*m_fixture->storage, *m_fixture->settings, nullptr, RulePacks(), [] {});
        m_fixture->services.receiver = &receiver;
        open();
        auto *use = child<QPushButton>(other);
        QTRY_VERIFY_WITH_TIMEOUT(use->isVisible(), 20'000);
        QCOMPARE(child<QWidget>("receivingProblemFrame")->isVisible(), !empty);
        const QString offered = receiver.offered();
        QCOMPARE(use->text(), u"Use "_s + offered);
        QSignalSpy asked(m_page.get(), &InboxPage::receivingSettingsRequested);
        QTest::mouseClick(child<QPushButton>(settings), Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        QTest::mouseClick(use, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(receiver.state(), ReceiverControl::State::On, 20'000);
        QCOMPARE(receiver.address(), u"http://"_s + offered);
        QTRY_VERIFY(!use->isVisible());
        QVERIFY(!child<QWidget>("receivingProblemFrame")->isVisible());
        m_page.reset(); // before the receiver
    }

    void requestsComeLive()
    {
        open();
        QTRY_VERIFY(child<QWidget>("emptyInboxState")->isVisible());
        add(WebhookOutcome::Imported);
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, 20'000);
        add(WebhookOutcome::Malformed);
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, 20'000);
        QCOMPARE(text(0, WebhookModel::Outcome), u"Not readable"_s);
        QCOMPARE(text(1, WebhookModel::Products), u"3"_s);
    }

    void outcomesAreFiltered()
    {
        add(WebhookOutcome::Imported);
        add(WebhookOutcome::Unauthorized);
        open();
        QTRY_COMPARE(rows(), 2);
        auto *choice = child<QComboBox>("inboxOutcomeComboBox");
        choice->setCurrentIndex(choice->findText(u"Wrong secret"_s));
        QTRY_COMPARE(rows(), 1);
        choice->setCurrentIndex(choice->findText(u"Failed"_s));
        QTRY_VERIFY(child<QWidget>("emptyInboxState")->isVisible());
        choice->setCurrentIndex(0);
        QTRY_COMPARE(rows(), 2);
    }

    void detailsFollowTheirRequest()
    {
        add(WebhookOutcome::Waiting);
        open();
        QTRY_COMPARE(rows(), 1);
        table()->selectRow(0);
        const auto *answer = child<QPlainTextEdit>("requestAnswerPlainTextEdit");
        QTRY_VERIFY(answer->toPlainText().contains(u"\"failed\": 1"_s));
        const auto settled = m_fixture->storage
                                 ->write([](Database &database) -> Result<void> {
                                     auto event = WebhookRepository(database).find(1);
                                     if (!event)
                                         return failure(event.error());
                                     event->outcome = WebhookOutcome::Imported;
                                     event->answer = R"({"created":2,"items":[]})";
                                     return WebhookRepository(database).settle(*event);
                                 })
                                 .result();
        QVERIFY(settled);
        QTRY_COMPARE_WITH_TIMEOUT(text(0, WebhookModel::Outcome), u"Imported"_s, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(answer->toPlainText().contains(u"\"created\": 2"_s), 20'000);
        add(WebhookOutcome::Failed);
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, 20'000);
        table()->selectAll();
        QTRY_VERIFY(!child<QTabWidget>("inboxDetailsTabWidget")->isVisible()); // of which of them?
        const auto *instead = child<QLabel>("noDetailsLabel");
        QVERIFY2(instead->isVisible() && instead->text().contains(u"2 request"_s), qPrintable(instead->text()));
        QVERIFY(instead->text().contains(u"deleted"_s));
        table()->clearSelection();
        QTRY_VERIFY(instead->text().startsWith(u"Choose a request"_s));
    }

    void aJobsImportShowsWhatWasTaken_data()
    {
        QTest::addColumn<int>("more");
        QTest::addColumn<QString>("said");
        QTest::newRow("all of it") << 0 << u"These were taken:"_s;
        QTest::newRow("a part of it") << 300 << u"The first 200 of those that were taken"_s;
    }

    void aJobsImportShowsWhatWasTaken()
    {
        QFETCH(int, more);
        QFETCH(QString, said);
        Product known;
        known.sourcePlatform = m_fixture->settings->text(SettingKey::WebhookSource);
        known.sourceId = u"A-1"_s;
        known.titleOriginal = u"Drill"_s;
        const ProductId id = m_fixture->add(known).id;
        m_body = R"([{"source_id":"A-1","title":"Drill"},{"source_id":"B-2","title":"Saw","gtin":"1"})";
        for (int i = 0; i < 1 + more; ++i)
            m_body += ",{\"source_id\":\"C-" + QByteArray::number(i) + "\",\"title\":\"Gone\"}";
        m_body += ']';
        const auto reading = readIntake(u"application/json"_s, m_body, intakeDefaults(*m_fixture->settings));
        QVERIFY(reading);
        ImportJob job;
        job.records = reading->products;
        job.created = 1 + more;
        job.unchanged = 1;
        job.rejected = 1;
        m_answer = intakeanswer::finished(job, *reading, {}).body;
        add(WebhookOutcome::Partly);
        open();
        QTRY_COMPARE(rows(), 1);
        table()->selectRow(0);
        const auto *products = child<QTextBrowser>("requestProductsTextBrowser");
        const QString counts = u"New: %1, changed: 0, unchanged: 1, wrong: 1"_s.arg(1 + more);
        QTRY_VERIFY2(products->toPlainText().contains(counts), qPrintable(products->toPlainText()));
        const QString text = products->toPlainText();
        QVERIFY2(text.contains(said), qPrintable(text));
        QVERIFY(text.contains(u"C-0"_s) && text.indexOf(u"A-1"_s) > text.indexOf(said));
        QVERIFY(text.contains(u"B-2"_s) && text.lastIndexOf(u"B-2"_s) < text.indexOf(said)); // the wrong one
        QVERIFY(products->toHtml().contains(u"href=\"product:%1\""_s.arg(id)));
        QCOMPARE(products->toHtml().count(u"href"_s), 1);
    }

    void aReplayNamesWhatItIsOf()
    {
        add(WebhookOutcome::Failed);
        QVERIFY(
            m_fixture->storage->write([](Database &database) { return intakejob::replay(database, {1}); }).result());
        const auto settled = m_fixture->storage
                                 ->write([](Database &database) -> Result<void> {
                                     auto event = WebhookRepository(database).find(2);
                                     if (!event)
                                         return failure(event.error());
                                     event->outcome = WebhookOutcome::Partly;
                                     event->error = u"Product 2: wrong."_s;
                                     return WebhookRepository(database).settle(*event);
                                 })
                                 .result();
        QVERIFY(settled);
        open();
        QTRY_COMPARE(rows(), 2);
        QCOMPARE(text(0, WebhookModel::Note), u"Once more (request 4f2a): Product 2: wrong."_s);
        table()->selectRow(0);
        const auto *products = child<QTextBrowser>("requestProductsTextBrowser");
        QTRY_VERIFY(products->toPlainText().contains(u"Once more: the request 4f2a, received: Today"_s));
        table()->selectRow(1);
        QTest::mouseClick(child<QPushButton>("deleteRequestsPushButton"), Qt::LeftButton);
        confirmDeleting();
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, 20'000);
        table()->clearSelection();
        table()->selectRow(0);
        QTRY_VERIFY(products->toPlainText().contains(u"4f2a, which was deleted since"_s));
    }

    void detailsShowWhatCameAndWhatBecameOfIt()
    {
        add(WebhookOutcome::Partly);
        open();
        QTRY_COMPARE(rows(), 1);
        table()->selectRow(0);
        auto *products = child<QTextBrowser>("requestProductsTextBrowser");
        QTRY_VERIFY(products->toPlainText().contains(u"The check digit is wrong."_s));
        QVERIFY(products->toPlainText().contains(u"A-1"_s));
        QVERIFY(!products->toHtml().contains(u"<img"_s)); // what was sent is text
        QVERIFY(products->toPlainText().contains(u"<img src=x>"_s));
        QVERIFY(child<QPlainTextEdit>("requestBodyPlainTextEdit")->toPlainText().contains(u"\"source_id\": \"A-1\""_s));
        QVERIFY(child<QPlainTextEdit>("requestAnswerPlainTextEdit")->toPlainText().contains(u"\"created\": 1"_s));
        QSignalSpy asked(m_page.get(), &InboxPage::productRequested);
        Q_EMIT products->anchorClicked(QUrl(u"product:17"_s));
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.first().first().toLongLong(), 17);
    }

    void whatWasSentIsShownAsItIs_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QString>("shown");
        QTest::newRow("numbers, order, repeated keys")
            << QByteArray(R"({"z":12345678901234567890,"price":10.10,"z":1E2})")
            << u"{\n  \"z\": 12345678901234567890,\n  \"price\": 10.10,\n  \"z\": 1E2\n}"_s;
        QTest::newRow("texts") << QByteArray("[\"a\\\",[{:\\\\\",\"\\u00e9 é\"]")
                               << u"[\n  \"a\\\",[{:\\\\\",\n  \"\\u00e9 é\"\n]"_s;
        QTest::newRow("nothing in it") << QByteArray(R"({"a":[],"b":{ }})") << u"{\n  \"a\": [],\n  \"b\": { }\n}"_s;
        QTest::newRow("blanks") << QByteArray(R"([1, 2,    3 ])") << u"[\n  1,\n  2,\n    3 \n]"_s;
        const QByteArray laidOut("{\r\n\t\"a\" : [\n1\n, 2]\n\n}\n");
        QTest::newRow("laid out by its sender") << laidOut << u"{\n\t\"a\" : [\n1\n,\n    2\n  ]\n\n}\n"_s;
        QTest::newRow("no JSON") << QByteArray(R"({"a":1,"b":)") << u"{\"a\":1,\"b\":"_s;
        QTest::newRow("form") << QByteArray("title=a%2Cb&x={}") << u"title=a%2Cb&x={}"_s;
    }

    void whatWasSentIsShownAsItIs()
    {
        QFETCH(QByteArray, sent);
        QFETCH(QString, shown);
        m_body = sent;
        add(WebhookOutcome::Imported);
        open();
        QTRY_COMPARE(rows(), 1);
        table()->selectRow(0);
        const auto *text = child<QPlainTextEdit>("requestBodyPlainTextEdit");
        QTRY_VERIFY(!text->toPlainText().isEmpty());
        QCOMPARE(text->toPlainText(), shown);
    }

    void theBeginningOfALongOneIsShown_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QByteArray products = "[";
        while (products.size() < 4'000'000)
            products += R"({"source_id":"1","title":"Żółw"},)";
        QTest::newRow("JSON") << products.chopped(1) + ']';
        QTest::newRow("deep") << QByteArray(1000, '[') + QByteArray("\"żółw\",").repeated(400'000) + "1" +
                                     QByteArray(1000, ']');
        QTest::newRow("text") << QByteArray("żółw").repeated(500'000);
    }

    void theBeginningOfALongOneIsShown()
    {
        QFETCH(QByteArray, sent);
        static const QRegularExpression blanks(u"\\s"_s);
        const QString text = payloadText(sent);
        QVERIFY2(text.size() < 600'000, "a person waits for the view");
        QString begin = text.left(text.lastIndexOf(u'\n'));
        QVERIFY(text.mid(begin.size()).contains(u"more."_s));
        QVERIFY(!begin.contains(QChar::ReplacementCharacter));
        begin.remove(blanks);
        QVERIFY(begin.size() > 20'000 && QString::fromUtf8(sent).startsWith(begin));
    }

    void aLaterAnswerIsSaidToBeOne()
    {
        m_status = 202;
        add(WebhookOutcome::Waiting);
        add(WebhookOutcome::Partly);
        open();
        QTRY_COMPARE(rows(), 2);
        const auto *answer = child<QPlainTextEdit>("requestAnswerPlainTextEdit");
        const auto *later = child<QLabel>("laterAnswerLabel");
        for (const auto &[row, isLater] : {std::pair(0, true), std::pair(1, false)}) {
            child<QTabWidget>("inboxDetailsTabWidget")->setCurrentIndex(2);
            table()->selectRow(row);
            QTRY_COMPARE(later->isVisible(), isLater);
            QTRY_VERIFY(answer->isVisible() && answer->toPlainText().contains(u"\"created\": 1"_s));
        }
        QVERIFY(later->text().contains(u"202"_s));
    }

    void whatWasNotKeptCannotBeSentAgain()
    {
        add(WebhookOutcome::Unauthorized);
        add(WebhookOutcome::Imported);
        open();
        QTRY_COMPARE(rows(), 2);
        const auto *replay = child<QPushButton>("replayRequestsPushButton");
        const auto *curl = child<QPushButton>("copyCurlPushButton");
        table()->selectRow(1);
        for (const QPushButton *button : {replay, curl}) {
            QVERIFY(!button->isEnabled());
            QVERIFY2(button->toolTip().contains(u"secret"_s), qPrintable(button->toolTip()));
        }
        QVERIFY(child<QPushButton>("deleteRequestsPushButton")->isEnabled());
        table()->selectRow(0);
        for (const QPushButton *button : {replay, curl}) {
            QVERIFY(button->isEnabled());
            QVERIFY2(button->toolTip().startsWith(u"Key"_s), qPrintable(button->toolTip()));
        }
    }

    void deletingIsAskedFirst()
    {
        add(WebhookOutcome::Imported);
        add(WebhookOutcome::Failed);
        open();
        QTRY_COMPARE(rows(), 2);
        table()->selectAll();
        QTest::keyClick(table(), Qt::Key_Delete);
        auto *question = child<QMessageBox>("deleteRequestsMessageBox");
        QVERIFY2(question->text().contains(u'2'), qPrintable(question->text()));
        QVERIFY(question->informativeText().contains(u"products stay"_s));
        QCOMPARE(question->defaultButton(), question->button(QMessageBox::Cancel));
        const auto stored = [this] {
            return m_fixture->storage
                ->read([](Database &database) { return WebhookRepository(database).list(WebhookFilter{}); })
                .result()
                .value()
                .size();
        };
        QTest::keyClick(question, Qt::Key_Escape);
        QTRY_VERIFY(!m_page->findChild<QMessageBox *>(u"deleteRequestsMessageBox"_s));
        QCOMPARE(stored(), 2);
        QTest::mouseClick(child<QPushButton>("deleteRequestsPushButton"), Qt::LeftButton);
        confirmDeleting();
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 0, 20'000);
        QCOMPARE(stored(), 0);
    }

    void replayMakesANewRequest()
    {
        add(WebhookOutcome::Failed);
        add(WebhookOutcome::Unauthorized);
        open();
        QTRY_COMPARE(rows(), 2);
        table()->selectAll();
        QTest::keyClick(table(), Qt::Key_R);
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 3, 20'000); // the one without a body cannot be imported
        QCOMPARE(text(0, WebhookModel::Outcome), u"Waiting"_s);
        QVERIFY(text(0, WebhookModel::Note).contains(u"4f2a"_s));
        const auto jobs = m_fixture->storage->read([](Database &database) { return JobRepository(database).list({}); })
                              .result()
                              .value();
        QCOMPARE(jobs.size(), 1);
        QCOMPARE(jobs.first().kind, QString(intakejob::kindName));
        QVERIFY(m_fixture->notifications.recent().first().text.contains(u"once more"_s));
    }

    void deletedOnesGoButWaitingOnesStay()
    {
        add(WebhookOutcome::Imported);
        add(WebhookOutcome::Waiting);
        QVERIFY(m_fixture->storage
                    ->write([](Database &database) { return JobRepository(database).add({intakejob::order(2)}); })
                    .result());
        open();
        QTRY_COMPARE(rows(), 2);
        table()->selectAll();
        QTest::mouseClick(child<QPushButton>("deleteRequestsPushButton"), Qt::LeftButton);
        confirmDeleting();
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, 20'000);
        QCOMPARE(text(0, WebhookModel::Outcome), u"Waiting"_s);
    }

    void copiedAsCurl()
    {
        QVERIFY(m_fixture->settings->setText(SettingKey::ServerListen, u"8765"_s)); // a port will do there
        ReceiverControl receiver(*m_fixture->storage, *m_fixture->settings, nullptr, RulePacks(), [] {});
        m_fixture->services.receiver = &receiver;
        add(WebhookOutcome::Imported);
        open();
        QTRY_COMPARE(rows(), 1);
        table()->selectRow(0);
        QTest::keyClick(table(), Qt::Key_C);
        QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(u"curl "_s));
        const QString command = QGuiApplication::clipboard()->text();
        QVERIFY(command.contains(u"http://127.0.0.1:8765/api/import/webhook"_s));
        QVERIFY(command.contains(u"$LISTWRIGHT_WEBHOOK_SECRET"_s));
        WebhookEvent event;
        event.body = "{\"title\":\"it's\"}";
        QVERIFY(curlCommand(event, u"http://h"_s).endsWith(u"'{\"title\":\"it'\\''s\"}'"_s));
    }

    void aShellSendsTheBodyAsItWas_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("quotes and a line's end") << u"sh"_s << QByteArray("{\"title\":\"it's $HOME\"}\n");
        QTest::newRow("like a file's name") << u"sh"_s << QByteArray("@/etc/hostname");
        QTest::newRow("longer than an argument may be")
            << u"sh"_s << QByteArray("@'" + QByteArray(400'000, 'x') + "\\n%s");
        const QByteArray parts = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"p.json\"\r\n\r\n"
                                 "[{\"title\":\t\"it's \\n 5! \x1b"
                                 "1 \x7f ż 😀\"}]\n\r\n--b--\r\n";
        QTest::newRow("parts of a form") << u"bash"_s << parts;
        QTest::newRow("many parts of a form") << u"bash"_s << parts.repeated(2000);
    }

    void aShellSendsTheBodyAsItWas()
    {
        QFETCH(QString, program);
        QFETCH(QByteArray, body);
        WebhookEvent event;
        event.body = body;
        QProcess shell; // whose curl shows what it would send, its last argument or what it reads
        shell.start(program, {});
        shell.write(
            "curl() { for a; do o=$l; l=$a; done; case $o$l in --data-binary@-) cat;; --data-raw*) printf %s \"$l\";; "
            "esac; }\n");
        shell.write(curlCommand(event, u"http://h"_s).remove(u'\r').toUtf8() + '\n'); // as a terminal pastes it
        shell.closeWriteChannel();
        QVERIFY(shell.waitForFinished());
        QCOMPARE(shell.readAllStandardOutput(), body);
    }

private:
    void open()
    {
        m_page = std::make_unique<InboxPage>(m_fixture->services);
        m_page->resize(1100, 640);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

    void add(WebhookOutcome outcome)
    {
        WebhookEvent event;
        event.receivedAt = QDateTime::currentDateTimeUtc();
        event.remoteAddress = u"127.0.0.1"_s;
        event.requestId = u"4f2a"_s;
        event.contentType = u"application/json"_s;
        event.outcome = outcome;
        event.status = m_status;
        event.products = 3;
        event.size = 40;
        if (outcome != WebhookOutcome::Unauthorized)
            event.body = m_body;
        event.answer = m_answer;
        const auto added =
            m_fixture->storage->write([event](Database &database) { return WebhookRepository(database).add(event); })
                .result();
        QVERIFY(added);
    }

    void confirmDeleting() const
    {
        QTest::mouseClick(
            child<QMessageBox>("deleteRequestsMessageBox")->findChild<QPushButton *>(u"confirmDeletePushButton"_s),
            Qt::LeftButton);
    }

    template <class T>
    T *child(const char *name) const
    {
        auto *found = m_page->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }

    QTableView *table() const { return child<QTableView>("inboxTableView"); }
    int rows() const { return table()->model()->rowCount(); }
    QString text(int row, int column) const { return table()->model()->index(row, column).data().toString(); }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<InboxPage> m_page;
    // of requests that are added
    QByteArray m_body;
    QByteArray m_answer;
    int m_status = 0;
};

QTEST_MAIN(InboxPageTest)
#include "tst_inboxpage.moc"
