// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/review/fieldcard.h"
#include "ui/review/proposalsource.h"
#include "ui/style/theme.h"
#include "ui/widgets/statuspill.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>
#include <QTextBrowser>

using namespace listwright;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(std::optional<QString>)

class FieldCardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listOfViewsGivesWay()
    {
        show(ProductField::DescriptionOptimized, u"<p>A</p>"_s, u"<p>B</p>"_s);
        const auto *views = child<QComboBox>("diffViewComboBox");
        QVERIFY(views->isVisible());
        QVERIFY(views->minimumSizeHint().width() < views->sizeHint().width() - 40);
    }

    void cleanup() { m_card.reset(); }

    void countsCharactersNotBytes_data();
    void countsCharactersNotBytes();
    void counterFollowsTheEditor();
    void edited_data();
    void edited();
    void decidedCardOffersNothing_data();
    void decidedCardOffersNothing();
    void reasonsAreShownAsText();
    void htmlHasThreeViews();
    void previewRunsAndLoadsNothing();
    void markupAloneIsShownInTheSource();
    void plainTextHasNoViews();
    void longTextScrolls();
    void followsTheTheme();
    void draftGoesOnInAnotherCard();
    void readableTexts_data();
    void readableTexts();
    void presentTexts_data();
    void presentTexts();

private:
    void show(ProductField field, const QString &present, const QString &after, std::optional<int> limit = {},
              FieldDecision decision = FieldDecision::Open)
    {
        m_card = std::make_unique<FieldCard>(
            ProposedField{field, present, after, {u"Shorter & <b>bolder</b>"_s}, decision}, present, limit);
        m_card->resize(600, 300);
        m_card->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_card.get()));
    }
    template <class T>
    T *child(const char *name) const
    {
        T *found = m_card->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    QString counter() const { return child<QLabel>("fieldCounterLabel")->text(); }
    QColor counterColor() const { return child<QLabel>("fieldCounterLabel")->palette().color(QPalette::WindowText); }
    QString shown() const { return child<QTextBrowser>("diffTextBrowser")->toPlainText(); }

    std::unique_ptr<FieldCard> m_card;
};

void FieldCardTest::countsCharactersNotBytes_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("tooLong");
    QTest::newRow("plain") << u"lamp"_s << u"red lamp"_s << 80 << u"4 → 8 character(s) (limit 80)"_s << false;
    QTest::newRow("no limit") << u""_s << u"lamp"_s << 0 << u"0 → 4 character(s)"_s << false;
    QTest::newRow("umlauts") << u"über"_s << u"żółć"_s << 4 << u"4 → 4 character(s) (limit 4)"_s << false;
    QTest::newRow("outside the first plane") << u"😀"_s << u"😀😀"_s << 2 << u"1 → 2 character(s) (limit 2)"_s << false;
    QTest::newRow("one too many") << u"lamp"_s << u"lamps"_s << 4 << u"4 → 5 character(s) (limit 4)"_s << true;
    QTest::newRow("thousands") << u"x"_s << QString(2500, u'x') << 2000 << u"1 → 2,500 character(s) (limit 2,000)"_s
                               << true;
}

void FieldCardTest::countsCharactersNotBytes()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(int, limit);
    QFETCH(bool, tooLong);
    show(ProductField::TitleOptimized, before, after, limit > 0 ? std::optional(limit) : std::nullopt);
    QTEST(counter(), "text");
    QCOMPARE(counterColor(), tooLong ? tokens(m_card.get()).danger : tokens(m_card.get()).textMuted);
}

void FieldCardTest::counterFollowsTheEditor()
{
    show(ProductField::TitleOptimized, u"lamp"_s, u"lamps"_s, 4);
    m_card->edit();
    auto *editor = child<QPlainTextEdit>("proposalTextEdit");
    editor->setPlainText(u"lam"_s);
    QCOMPARE(counter(), u"4 → 3 character(s) (limit 4)"_s);
    QCOMPARE(counterColor(), tokens(m_card.get()).textMuted);
    QTest::keyClick(editor, Qt::Key_Escape);
    QCOMPARE(counter(), u"4 → 5 character(s) (limit 4)"_s);
    QCOMPARE(counterColor(), tokens(m_card.get()).danger);
}

void FieldCardTest::edited_data()
{
    QTest::addColumn<ProductField>("field");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("inEditor");
    QTest::addColumn<QString>("typed");    // null = left as it is
    QTest::addColumn<QString>("accepted"); // null = as proposed
    using enum ProductField;
    QTest::newRow("untouched") << TitleOptimized << u"lamp"_s << u"lamp"_s << QString() << QString();
    QTest::newRow("other text") << TitleOptimized << u"lamp"_s << u"lamp"_s << u"red lamp"_s << u"red lamp"_s;
    QTest::newRow("emptied") << TitleOptimized << u"lamp"_s << u"lamp"_s << u""_s << u""_s;
    QTest::newRow("typed back") << TitleOptimized << u"lamp"_s << u"lamp"_s << u"lamp"_s << QString();
    QTest::newRow("points") << BulletPoints << uR"(["Oak","Wide"])"_s << u"Oak\nWide"_s << u"Oak\nTall \n\n"_s
                            << uR"(["Oak","Tall "])"_s;
    QTest::newRow("points untouched") << BulletPoints << uR"(["Oak","Wide"])"_s << u"Oak\nWide"_s << QString()
                                      << QString();
    const auto attributes = [](const QList<Attribute> &list) { return QString::fromUtf8(attributesToJson(list)); };
    const QString manyLines = attributes({{u"A:B"_s, u"one\r\ntwo\nthree: 3"_s}, {u"C\\"_s, u"D:\\new \\ E\\"_s}});
    const QString asLines = u"A\\:B: one\\ntwo\\nthree: 3\nC\\\\: D:\\\\new \\ E\\\\"_s;
    QTest::newRow("attributes untouched") << Attributes << manyLines << asLines << QString() << QString();
    QTest::newRow("one attribute more") << Attributes << manyLines << asLines << QString(asLines + u"\nF: g")
                                        << attributes({{u"A:B"_s, u"one\ntwo\nthree: 3"_s},
                                                       {u"C\\"_s, u"D:\\new \\ E\\"_s},
                                                       {u"F"_s, u"g"_s}});
    QTest::newRow("line break in an attribute") << Attributes << attributes({{u"A"_s, u"one"_s}}) << u"A: one"_s
                                                << u"A: one\ntwo"_s << attributes({{u"A"_s, u"one\ntwo"_s}});
    QTest::newRow("line break in a point untouched")
        << BulletPoints << uR"(["Oak\nand more","Wide"])"_s << u"Oak\\nand more\nWide"_s << QString() << QString();
    QTest::newRow("line break in a point") << BulletPoints << uR"(["Oak\nand more"])"_s << u"Oak\\nand more"_s
                                           << u"Oak\\nand more\nWide"_s << uR"(["Oak\nand more","Wide"])"_s;
    QTest::newRow("space that does not break")
        << TitleOptimized << u"5\u00a0kg"_s << u"5 kg"_s << QString() << QString();
    QTest::newRow("html stays html") << DescriptionOptimized << u"<p>A</p>"_s << u"<p>A</p>"_s << u"<p>B</p>"_s
                                     << u"<p>B</p>"_s;
}

void FieldCardTest::edited()
{
    QFETCH(ProductField, field);
    QFETCH(QString, after);
    QFETCH(QString, inEditor);
    QFETCH(QString, typed);
    QFETCH(QString, accepted);
    show(field, u"before"_s, after);
    QTest::mouseClick(child<QPushButton>("editFieldPushButton"), Qt::LeftButton);
    auto *editor = child<QPlainTextEdit>("proposalTextEdit");
    QVERIFY(editor->isVisible());
    QVERIFY(!child<QTextBrowser>("diffTextBrowser")->isVisible());
    QCOMPARE(editor->toPlainText(), inEditor);
    if (!typed.isNull())
        editor->setPlainText(typed);
    QSignalSpy spy(m_card.get(), &FieldCard::accepted);
    QTest::keyClick(editor, Qt::Key_Enter, Qt::ControlModifier);
    QCOMPARE(spy.count(), 1);
    const auto text = spy.first().first().value<std::optional<QString>>();
    QCOMPARE(text.has_value(), !accepted.isNull());
    QCOMPARE(text.value_or(QString()), accepted);
}

void FieldCardTest::decidedCardOffersNothing_data()
{
    QTest::addColumn<FieldDecision>("decision");
    QTest::addColumn<QString>("text");
    QTest::newRow("accepted") << FieldDecision::Accepted << u"Accepted"_s;
    QTest::newRow("rejected") << FieldDecision::Rejected << u"Rejected"_s;
}

void FieldCardTest::decidedCardOffersNothing()
{
    QFETCH(FieldDecision, decision);
    show(ProductField::TitleOptimized, u"lamp"_s, u"lamps"_s, {}, decision);
    QVERIFY(!m_card->isOpen());
    for (const char *name : {"acceptFieldPushButton", "editFieldPushButton", "rejectFieldPushButton"})
        QVERIFY2(!child<QPushButton>(name)->isVisible(), name);
    auto *pill = m_card->findChild<StatusPill *>();
    QVERIFY(pill->isVisible());
    QTEST(pill->text(), "text");
    QSignalSpy accepted(m_card.get(), &FieldCard::accepted);
    QSignalSpy rejected(m_card.get(), &FieldCard::rejected);
    m_card->accept();
    m_card->reject();
    m_card->edit();
    QVERIFY(accepted.isEmpty() && rejected.isEmpty());
    QVERIFY(!m_card->isEditing());
}

void FieldCardTest::reasonsAreShownAsText()
{
    show(ProductField::TitleOptimized, u"lamp"_s, u"lamps"_s);
    const QList<QLabel *> labels = m_card->findChildren<QLabel *>();
    const auto reason = std::find_if(labels.begin(), labels.end(),
                                     [](const QLabel *label) { return label->text().contains(u"<b>bolder</b>"); });
    QVERIFY(reason != labels.end());
    QCOMPARE((*reason)->textFormat(), Qt::PlainText);
}

void FieldCardTest::htmlHasThreeViews()
{
    show(ProductField::DescriptionOptimized, u"<p>A red lamp</p>"_s, u"<ul><li>A blue lamp</li></ul>"_s);
    auto *view = child<QComboBox>("diffViewComboBox");
    QVERIFY(view->isVisible());
    QCOMPARE(view->currentData().toInt(), int(FieldCard::Text));
    QVERIFY2(shown().contains(u"red") && shown().contains(u"blue") && !shown().contains(u"<li>"), qPrintable(shown()));
    view->setCurrentIndex(view->findData(FieldCard::Source));
    QVERIFY2(shown().contains(u"<li>") && shown().contains(u"red"), qPrintable(shown()));
    view->setCurrentIndex(view->findData(FieldCard::Preview));
    QVERIFY2(shown().contains(u"A blue lamp") && !shown().contains(u"red") && !shown().contains(u"<"),
             qPrintable(shown()));
}

void FieldCardTest::previewRunsAndLoadsNothing()
{
    show(ProductField::DescriptionOptimized, {},
         u"<p onclick=\"x()\">Lamp</p><script>alert(1)</script><style>p{display:none}</style>"
         "<img src=\"lamp.png\"><a href=\"https://example.org\">link</a>"_s);
    auto *view = child<QComboBox>("diffViewComboBox");
    view->setCurrentIndex(view->findData(FieldCard::Preview));
    auto *browser = child<QTextBrowser>("diffTextBrowser");
    QVERIFY2(!shown().contains(u"alert") && !shown().contains(u"display"), qPrintable(shown()));
    QVERIFY(shown().contains(u"Lamp"));
    QTemporaryFile local;
    QVERIFY(local.open() && local.write("body { display: none }") > 0 && local.flush());
    const QUrl address = QUrl::fromLocalFile(local.fileName());
    QCOMPARE(browser->document()->resource(QTextDocument::StyleSheetResource, address).toByteArray(), QByteArray());
    QVERIFY2(!browser->openLinks(), "a link in a description must not lead the window elsewhere");
}

void FieldCardTest::markupAloneIsShownInTheSource()
{
    show(ProductField::DescriptionOptimized, u"<div>A lamp</div>"_s, u"<p>A lamp</p>"_s);
    QCOMPARE(child<QComboBox>("diffViewComboBox")->currentData().toInt(), int(FieldCard::Source));
    QVERIFY(shown().contains(u"div"));
}

void FieldCardTest::plainTextHasNoViews()
{
    show(ProductField::TitleOptimized, u"A < B"_s, u"A < B & C"_s);
    QVERIFY(!child<QComboBox>("diffViewComboBox")->isVisible());
    QCOMPARE(shown(), u"A < B & C"_s);
}

void FieldCardTest::longTextScrolls()
{
    show(ProductField::DescriptionOptimized, {}, u"A lamp that shines. "_s.repeated(2000));
    auto *browser = child<QTextBrowser>("diffTextBrowser");
    QVERIFY(browser->height() <= 420);
    const int high = browser->height();
    show(ProductField::TitleOptimized, {}, u"Lamp"_s);
    QVERIFY(child<QTextBrowser>("diffTextBrowser")->height() < high);
}

void FieldCardTest::followsTheTheme()
{
    show(ProductField::TitleOptimized, u"red lamp"_s, u"blue lamp"_s);
    m_card->setPalette(palette(darkTokens()));
    QVERIFY(child<QTextBrowser>("diffTextBrowser")->toHtml().contains(darkTokens().added.name()));
    m_card->setPalette(palette(lightTokens()));
    QVERIFY(child<QTextBrowser>("diffTextBrowser")->toHtml().contains(lightTokens().added.name()));
}

void FieldCardTest::draftGoesOnInAnotherCard()
{
    show(ProductField::TitleOptimized, u"lamp"_s, u"lamps"_s);
    QVERIFY(!m_card->draft());
    m_card->edit();
    QTest::keyClicks(child<QPlainTextEdit>("proposalTextEdit"), u" and more"_s);
    const auto draft = m_card->draft();
    QVERIFY(draft);
    show(ProductField::TitleOptimized, u"lamp"_s, u"lamps"_s);
    m_card->continueDraft(*draft);
    QVERIFY(m_card->isEditing());
    QCOMPARE(m_card->editedText(), draft->text);
    show(ProductField::TitleOptimized, u"lamp"_s, u"lamps"_s, {}, FieldDecision::Accepted);
    m_card->continueDraft(*draft);
    QVERIFY2(!m_card->isEditing(), "what is decided is not edited any more");
}

void FieldCardTest::readableTexts_data()
{
    QTest::addColumn<ProductField>("field");
    QTest::addColumn<QString>("canonical");
    QTest::addColumn<QString>("readable");
    using enum ProductField;
    QTest::newRow("title") << TitleOptimized << u"[\"a\"]"_s << u"[\"a\"]"_s;
    QTest::newRow("points") << BulletPoints << uR"(["a: b","ż"])"_s << u"a: b\nż"_s;
    QTest::newRow("no points") << BulletPoints << QString() << QString();
    QTest::newRow("points that are none") << BulletPoints << u"just text"_s << u"just text"_s;
    QTest::newRow("attributes") << Attributes
                                << QString::fromUtf8(
                                       attributesToJson({{u"Colour"_s, u"red"_s}, {u"Size"_s, u"3: 4"_s}}))
                                << u"Colour: red\nSize: 3: 4"_s;
    QTest::newRow("attributes that are none") << Attributes << u"{"_s << u"{"_s;
}

void FieldCardTest::readableTexts()
{
    QFETCH(ProductField, field);
    QFETCH(QString, canonical);
    QFETCH(QString, readable);
    QCOMPARE(readableText(field, canonical), readable);
    if (canonical != readable)
        QCOMPARE(canonicalText(field, readable), canonical);
}

void FieldCardTest::presentTexts_data()
{
    QTest::addColumn<ProductField>("field");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("text");
    using enum ProductField;
    QTest::newRow("its own text") << TitleOptimized << u"Own"_s << u"Own"_s;
    QTest::newRow("inherited title") << TitleOptimized << QString() << u"Lamp"_s;
    QTest::newRow("inherited description") << DescriptionOptimized << QString() << u"It shines."_s;
    QTest::newRow("nothing is inherited") << Brand << QString() << QString();
}

void FieldCardTest::presentTexts()
{
    QFETCH(ProductField, field);
    QFETCH(QString, before);
    ProposalDetails details;
    details.bare.titleOriginal = u"Lamp"_s;
    details.bare.descriptionOriginal = u"It shines."_s;
    details.bare.brand = u"Acme"_s;
    QTEST(details.presentText({field, before, u"x"_s, {}, {}}), "text");
}

QTEST_MAIN(FieldCardTest)
#include "tst_fieldcard.moc"
