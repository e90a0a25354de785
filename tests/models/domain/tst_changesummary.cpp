// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/changesummary.h"
#include "models/domain/productfield.h"

#include <QTest>
#include <QTranslator>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

/** Every sentence of the summaries in capitals, as if that were a language. */
class CapitalLetters : public QTranslator
{
public:
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        return qstrcmp(context, "ChangeSummary") == 0 ? QString::fromUtf8(source).toUpper() : QString();
    }
    bool isEmpty() const override { return false; }
};

} // namespace

class ChangeSummaryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isASentenceWhenItIsShown_data()
    {
        QTest::addColumn<QString>("kept");
        QTest::addColumn<QString>("shown");
        QTest::newRow("import") << changeSummary(ChangeSummary::Imported, u"big \"1\".csv"_s)
                                << u"Import of big \"1\".csv"_s;
        QTest::newRow("edit") << changeSummary(ChangeSummary::Edited, fieldName(ProductField::Brand))
                              << fieldLabel(ProductField::Brand) + u" changed"_s;
        QTest::newRow("field of a newer version")
            << changeSummary(ChangeSummary::TakenBack, u"smell"_s) << u"smell taken back"_s;
        const QString undone = changeSummary(ChangeSummary::Undone, changeSummary(ChangeSummary::Imported, u"a.csv"_s));
        QTest::newRow("undo") << undone << u"Undo: Import of a.csv"_s;
        QTest::newRow("undo of an undo") << changeSummary(ChangeSummary::Undone, undone)
                                         << u"Undo: Undo: Import of a.csv"_s;
        QTest::newRow("undo of a sentence")
            << changeSummary(ChangeSummary::Undone, u"Import von a.csv"_s) << u"Undo: Import von a.csv"_s;
        QTest::newRow("kept as a sentence") << u"Import von a.csv"_s << u"Import von a.csv"_s;
        QTest::newRow("key of a newer version") << u"{\"did\":\"sing\"}"_s << u"{\"did\":\"sing\"}"_s;
        QTest::newRow("no summary") << u"{not one"_s << u"{not one"_s;
        QTest::newRow("nothing") << QString() << QString();
    }

    void isASentenceWhenItIsShown()
    {
        QFETCH(QString, kept);
        QTEST(changeSummaryText(kept), "shown");
    }

    void followsTheLanguage()
    {
        const QString kept = changeSummary(ChangeSummary::Undone, changeSummary(ChangeSummary::Imported, u"a.csv"_s));
        CapitalLetters language;
        QVERIFY(QCoreApplication::installTranslator(&language));
        const QString shown = changeSummaryText(kept);
        QCoreApplication::removeTranslator(&language);
        QCOMPARE(shown, u"UNDO: IMPORT OF a.csv"_s);
    }
};

QTEST_GUILESS_MAIN(ChangeSummaryTest)
#include "tst_changesummary.moc"
