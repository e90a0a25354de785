// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

struct Message
{
    QString context;
    QString source;
    QStringList translations; ///< more than one for plurals
    bool finished = true;
};

const QString folder = QStringLiteral(LISTWRIGHT_SOURCE_DIR "/translations/");

Message messageFrom(QXmlStreamReader &xml, const QString &context)
{
    Message message{context, {}, {}, true};
    while (xml.readNextStartElement()) {
        if (xml.name() == u"source"_s) {
            message.source = xml.readElementText();
        } else if (xml.name() == u"translation"_s) {
            message.finished = !xml.attributes().hasAttribute(u"type"_s);
            QString text;
            while (xml.readNext() != QXmlStreamReader::EndElement || xml.name() != u"translation"_s) {
                if (xml.isStartElement() && xml.name() == u"numerusform"_s)
                    message.translations.append(xml.readElementText());
                else if (xml.isCharacters())
                    text += xml.text();
            }
            if (message.translations.isEmpty())
                message.translations.append(text);
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

QList<Message> messagesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == u"name"_s)
            context = xml.readElementText();
        else if (xml.isStartElement() && xml.name() == u"message"_s)
            messages.append(messageFrom(xml, context));
    }
    return messages;
}

QSet<QString> placeholders(const QString &text)
{
    // %n may be left out of a plural form ("one product"), so it is not compared.
    static const QRegularExpression placeholder(u"%L?[1-9]"_s);
    QSet<QString> found;
    for (auto matches = placeholder.globalMatch(text); matches.hasNext();)
        found.insert(matches.next().captured());
    return found;
}

void report(const QStringList &problems)
{
    QVERIFY2(problems.isEmpty(),
             qPrintable(u"%1 problems, the first:\n%2"_s.arg(problems.size()).arg(problems.mid(0, 20).join(u'\n'))));
}

} // namespace

/** German and Polish say everything that the program says. */
class TranslationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingIsTranslated_data() { languages(); }
    void everythingIsTranslated();
    void placeholdersAreKept_data() { languages(); }
    void placeholdersAreKept();
    void namesOfLayoutsAreTexts();
    void textsAreUpToDate_data() { languages(); }
    void textsAreUpToDate();

private:
    static void languages()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("German") << u"de"_s;
        QTest::newRow("Polish") << u"pl"_s;
        QTest::newRow("English plurals") << u"en"_s;
    }
    static QString fileOf(const QString &language) { return folder + u"listwright_"_s + language + u".ts"_s; }
};

void TranslationsTest::everythingIsTranslated()
{
    QFETCH(QString, language);
    const qsizetype plurals = language == u"pl"_s ? 3 : 2;
    const QList<Message> messages = messagesOf(fileOf(language));
    QVERIFY(messages.size() > (language == u"en"_s ? 5 : 100));
    QStringList problems;
    for (const Message &message : messages) {
        const bool plural = message.source.contains(u"%Ln"_s);
        const bool empty = std::any_of(message.translations.begin(), message.translations.end(),
                                       [](const QString &text) { return text.trimmed().isEmpty(); });
        if (!message.finished || empty || (plural && message.translations.size() != plurals))
            problems.append(message.context + u": "_s + message.source);
    }
    report(problems);
}

void TranslationsTest::placeholdersAreKept()
{
    QFETCH(QString, language);
    QStringList problems;
    for (const Message &message : messagesOf(fileOf(language))) {
        for (const QString &text : message.translations) {
            if (message.finished && placeholders(text) != placeholders(message.source))
                problems.append(message.source + u" → "_s + text);
        }
    }
    report(problems);
}

/** They stand in files that lupdate does not read. */
void TranslationsTest::namesOfLayoutsAreTexts()
{
    QSet<QString> known;
    for (const Message &message : messagesOf(fileOf(u"de"_s))) {
        if (message.context == u"Layouts"_s)
            known.insert(message.source);
    }
    const QDir layouts(QStringLiteral(LISTWRIGHT_SOURCE_DIR "/resources/layouts"));
    QSet<QString> names;
    for (const QString &name : layouts.entryList({u"*.json"_s})) {
        QFile file(layouts.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
        if (json.contains(u"key"))
            names.insert(json.value(u"name").toString());
    }
    QVERIFY(names.size() > 5);
    QCOMPARE(names, known);
}

void TranslationsTest::textsAreUpToDate()
{
    QFETCH(QString, language);
    const QTemporaryDir temporary;
    const QString copy = temporary.filePath(u"listwright_%1.ts"_s.arg(language));
    QVERIFY(QFile::copy(fileOf(language), copy));
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(LISTWRIGHT_SOURCE_DIR));
    QStringList arguments{u"-silent"_s, u"-locations"_s, u"none"_s, u"-no-obsolete"_s, u"-extensions"_s, u"cpp,h"_s,
                          u"-I"_s,      u"."_s,          u"app"_s,  u"ui"_s,           u"models"_s,      u"services"_s};
    if (language == u"en"_s)
        arguments.prepend(u"-pluralonly"_s);
    lupdate.start(QStringLiteral(LISTWRIGHT_LUPDATE), arguments + QStringList{u"-ts"_s, copy});
    QVERIFY(lupdate.waitForFinished(120'000));
    QCOMPARE(lupdate.exitCode(), 0);

    QSet<QString> known;
    for (const Message &message : messagesOf(fileOf(language)))
        known.insert(message.context + u": "_s + message.source);
    QStringList problems;
    for (const Message &message : messagesOf(copy)) {
        if (!known.contains(message.context + u": "_s + message.source))
            problems.append(message.context + u": "_s + message.source);
    }
    if (!problems.isEmpty())
        problems.append(u"scripts/translate.sh adds them"_s);
    report(problems);
}

QTEST_GUILESS_MAIN(TranslationsTest)
#include "tst_translations.moc"
