// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person answers when another program has the catalog open.

#include "tests/ui/pagefixture.h"
#include "ui/settings/readonlyquestion.h"

#include <QPushButton>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class ReadOnlyQuestionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_question = std::make_unique<ReadOnlyQuestion>(
            Error{ErrorCode::Busy, u"The database <b>catalog.db</b> is open in program 7."_s, {}, {}});
        m_question->show();
        QVERIFY(QTest::qWaitForWindowActive(m_question.get()));
    }

    void cleanup() { m_question.reset(); }

    void saysWhyWithoutLayingItOut()
    {
        QCOMPARE(m_question->text(), u"The database <b>catalog.db</b> is open in program 7."_s);
        QCOMPARE(m_question->textFormat(), Qt::PlainText);
        QVERIFY(!m_question->informativeText().isEmpty());
        QVERIFY(!m_question->opensReadOnly());
    }

    void buttonsAnswerIt_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("opens");
        QTest::newRow("read-only") << u"openReadOnlyPushButton"_s << true;
        QTest::newRow("close") << u"closePushButton"_s << false;
    }

    void buttonsAnswerIt()
    {
        QFETCH(QString, name);
        child<QPushButton>(*m_question, name)->click();
        QTEST(m_question->opensReadOnly(), "opens");
        QVERIFY(!m_question->isVisible());
    }

    void keysAnswerIt_data()
    {
        QTest::addColumn<QList<Qt::Key>>("keys");
        QTest::addColumn<bool>("opens");
        QTest::newRow("Return") << QList<Qt::Key>{Qt::Key_Return} << true;
        QTest::newRow("Enter") << QList<Qt::Key>{Qt::Key_Enter} << true;
        QTest::newRow("Space") << QList<Qt::Key>{Qt::Key_Space} << true;
        QTest::newRow("Escape") << QList<Qt::Key>{Qt::Key_Escape} << false;
        QTest::newRow("the other button") << QList<Qt::Key>{Qt::Key_Tab, Qt::Key_Space} << false;
        QTest::newRow("there and back") << QList<Qt::Key>{Qt::Key_Tab, Qt::Key_Backtab, Qt::Key_Space} << true;
    }

    void keysAnswerIt()
    {
        QFETCH(QList<Qt::Key>, keys);
        for (const Qt::Key key : keys) {
            QWidget *focused = m_question->focusWidget();
            QVERIFY(focused);
            QTest::keyClick(focused, key);
        }
        QTEST(m_question->opensReadOnly(), "opens");
        QTRY_VERIFY(!m_question->isVisible());
    }

    void closingTheWindowSaysNo()
    {
        QVERIFY(m_question->close());
        QVERIFY(!m_question->opensReadOnly());
    }

private:
    std::unique_ptr<ReadOnlyQuestion> m_question;
};

QTEST_MAIN(ReadOnlyQuestionTest)
#include "tst_readonlyquestion.moc"
