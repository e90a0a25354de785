// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the documents name and link to is there.

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString root = QStringLiteral(LISTWRIGHT_SOURCE_DIR "/");

QString textOf(const QString &file)
{
    QFile opened(root + file);
    return opened.open(QIODevice::ReadOnly) ? QString::fromUtf8(opened.readAll()) : QString();
}

QStringList found(const QString &text, const QString &pattern)
{
    const QRegularExpression expression(pattern, QRegularExpression::MultilineOption);
    QStringList all;
    for (auto each = expression.globalMatch(text); each.hasNext();)
        all.append(each.next().captured(1));
    return all;
}

} // namespace

class TestDocumentation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linksLeadSomewhere_data() { addDocuments(); }
    void linksLeadSomewhere();
    void namedPathsExist_data() { addDocuments(); }
    void namedPathsExist();
    void namedTestsExist_data() { addDocuments(); }
    void namedTestsExist();
    void layoutIsAsDescribed();

private:
    void addDocuments()
    {
        QTest::addColumn<QString>("file");
        for (const QString &file : {u"README.md"_s, u"CONTRIBUTING.md"_s, u"CHANGELOG.md"_s})
            QTest::newRow(qPrintable(file)) << file;
        for (const QString &name : QDir(root + u"docs"_s).entryList({u"*.md"_s}))
            QTest::newRow(qPrintable(name)) << u"docs/"_s + name;
    }
};

void TestDocumentation::linksLeadSomewhere()
{
    QFETCH(QString, file);
    const QString text = textOf(file);
    QVERIFY(!text.isEmpty());
    const QDir folder = QFileInfo(root + file).dir();
    for (const QString &link : found(text, u"\\]\\(([^)#:]+)(?:#[^)]*)?\\)"_s))
        QVERIFY2(QFileInfo::exists(folder.filePath(link)), qPrintable(link));
}

void TestDocumentation::namedPathsExist()
{
    QFETCH(QString, file);
    // `services/net`, but no `resources/layouts/<key>.json`: the example has to end where the name ends.
    const QString path =
        u"`((?:app|cmake|docs|models|packaging|resources|scripts|services|tests|translations|ui)/[\\w./-]*)[` ]"_s;
    static const QRegularExpression number(u"NNNN"_s);
    for (const QString &name : found(textOf(file), path)) {
        if (!name.contains(number))
            QVERIFY2(QFileInfo::exists(root + name), qPrintable(name));
    }
}

void TestDocumentation::namedTestsExist()
{
    QFETCH(QString, file);
    for (const QString &name : found(textOf(file), u"`(tst_\\w+)`"_s)) {
        QDirIterator sources(root + u"tests"_s, {name + u".cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        QVERIFY2(sources.hasNext(), qPrintable(name));
    }
}

/** The block of CONTRIBUTING.md that says what lies where. */
void TestDocumentation::layoutIsAsDescribed()
{
    const QString block = textOf(u"CONTRIBUTING.md"_s).section(u"## Layout"_s, 1).section(u"```"_s, 1, 1);
    int folders = 0;
    for (const QString &line : block.split(u'\n', Qt::SkipEmptyParts)) {
        const QStringList names = found(line, u"(?:^| )([a-z0-9/]+)/(?![\\w…])"_s);
        QVERIFY2(!names.isEmpty(), qPrintable(line));
        QVERIFY2(QFileInfo(root + names.first()).isDir(), qPrintable(names.first()));
        for (const QString &name : names.mid(1)) {
            const QString inside = names.first() + u'/' + name;
            QVERIFY2(QFileInfo(root + inside).isDir(), qPrintable(inside));
        }
        folders += static_cast<int>(names.size());
    }
    QVERIFY(folders > 15);
}

QTEST_GUILESS_MAIN(TestDocumentation)
#include "tst_documentation.moc"
