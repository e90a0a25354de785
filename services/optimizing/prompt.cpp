// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/prompt.h"

#include "services/listing/rulepack.h"
#include "services/storage/promptrepository.h"

#include <QDir>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QRegularExpression>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct PromptTexts
{
    Q_DECLARE_TR_FUNCTIONS(Prompt)
};

constexpr qsizetype longestPrompt = 12'000;

Prompt readShipped(const QString &fileName)
{
    QFile file(fileName);
    const bool opened = file.open(QIODevice::ReadOnly);
    const QJsonObject json = opened ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    QStringList lines;
    const QJsonArray text = json.value(u"text").toArray();
    for (const QJsonValue &line : text)
        lines.append(line.toString());
    Q_ASSERT_X(!lines.isEmpty(), "shippedPrompt", qPrintable(fileName));
    return {.marketplace = json.value(u"marketplace").toString(),
            .language = json.value(u"language").toString(),
            .version = 0,
            .text = lines.join(u'\n')};
}

QList<Prompt> readAllShipped()
{
    const QDir folder(u":/listwright/prompts"_s);
    QList<Prompt> prompts;
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name))
        prompts.append(readShipped(folder.filePath(name)));
    std::stable_partition(prompts.begin(), prompts.end(),
                          [](const Prompt &prompt) { return prompt.marketplace.isEmpty(); });
    return prompts;
}

using Place = std::pair<QString, QString>; // marketplace and language

/** Where a prompt is looked for, one after the other. */
QList<Place> placesFor(const QString &marketplace, const QString &language)
{
    QList<Place> places;
    for (const Place &place : {Place{marketplace, language}, Place{marketplace, {}}, Place{{}, language}, Place{}}) {
        if (!places.contains(place))
            places.append(place);
    }
    return places;
}

std::optional<Prompt> shippedFor(const Place &place)
{
    const QList<Prompt> prompts = shippedPrompts();
    const auto found = std::ranges::find_if(prompts, [&](const Prompt &prompt) {
        return Place{prompt.marketplace, prompt.language} == place;
    });
    return found == prompts.end() ? std::nullopt : std::optional(*found);
}

const QRegularExpression &placeholderPattern()
{
    static const QRegularExpression pattern(u"\\{([a-z_]+)\\}"_s);
    return pattern;
}

QString limitText(const std::optional<int> &limit, const QString &otherwise)
{
    return limit ? QString::number(*limit) : otherwise;
}

/** "German (de)", since models know names better than codes. */
QString languageForModel(const QString &language)
{
    const QLocale::Language known = QLocale(language).language();
    if (language.isEmpty() || known == QLocale::C)
        return language.isEmpty() ? u"the record's language"_s : language;
    return QLocale::languageToString(known) + u" ("_s + language + u')';
}

QString descriptionLimitText(const RulePack &pack)
{
    const auto limit = pack.descriptionLimit();
    const int advised = std::min(limit.value_or(4000), 4000); // nobody reads more, and every token costs
    return QString::number(advised) + (pack.descriptionLimitInBytes() ? u" bytes"_s : u" characters"_s);
}

QHash<QString, QString> valuesFor(const RulePack &pack, const QString &language, const QStringList &parts)
{
    const QStringList usual{u"p"_s, u"br"_s, u"ul"_s, u"li"_s, u"b"_s};
    const QStringList tags = pack.allowedTags().value_or(usual);
    return {
        {u"marketplace"_s, pack.name()},
        {u"language"_s, languageForModel(language)},
        {u"title_limit"_s, limitText(pack.titleLimit(), u"150"_s)},
        {u"title_advised"_s, limitText(pack.titleAdvised(), limitText(pack.titleLimit(), u"80"_s))},
        {u"description_limit"_s, descriptionLimitText(pack)},
        {u"allowed_tags"_s, tags.isEmpty() ? u"none, plain text with line breaks"_s : tags.join(u", ")},
        {u"bullet_limit"_s, limitText(pack.bulletLimit(), u"5"_s)},
        {u"parts"_s, parts.join(u", ")},
    };
}

} // namespace

QString Prompt::name() const
{
    const auto orAny = [](const QString &part) { return part.isEmpty() ? u"any"_s : part; };
    return orAny(marketplace) + u'/' + orAny(language) + u'/' + QString::number(version);
}

QList<Prompt> shippedPrompts()
{
    static const QList<Prompt> prompts = readAllShipped();
    return prompts;
}

Prompt shippedPrompt(const QString &marketplace, const QString &language)
{
    for (const Place &place : placesFor(marketplace, language)) {
        if (const auto prompt = shippedFor(place))
            return *prompt;
    }
    Q_UNREACHABLE(); // the general one is compiled in
}

QStringList promptPlaceholders()
{
    return {u"marketplace"_s,   u"language"_s,          u"parts"_s,        u"title_limit"_s,
            u"title_advised"_s, u"description_limit"_s, u"allowed_tags"_s, u"bullet_limit"_s};
}

Result<void> checkPrompt(const QString &text)
{
    if (text.trimmed().isEmpty())
        return failure(ErrorCode::InvalidInput, PromptTexts::tr("The prompt is empty."));
    if (text.size() > longestPrompt)
        return failure(ErrorCode::InvalidInput, PromptTexts::tr("The prompt has %L1 characters; at most %L2 are sent.")
                                                    .arg(text.size())
                                                    .arg(longestPrompt));
    const QStringList known = promptPlaceholders();
    auto match = placeholderPattern().globalMatch(text);
    while (match.hasNext()) {
        const QString name = match.next().captured(1);
        if (!known.contains(name))
            return failure(
                ErrorCode::InvalidInput,
                PromptTexts::tr("“{%1}” is no placeholder. Known are: {%2}.").arg(name, known.join(u"}, {")));
    }
    return {};
}

Prompt promptOf(const SavedPrompt &saved)
{
    return {.marketplace = saved.marketplace,
            .language = saved.language,
            .version = saved.version,
            .text = saved.text,
            .author = saved.author,
            .createdAt = saved.createdAt};
}

Result<Prompt> promptInUse(Database &database, const QString &marketplace, const QString &language)
{
    const auto own = PromptRepository(database).newest(marketplace, language);
    if (!own)
        return failure(own.error());
    return *own ? promptOf(**own) : promptWithoutOwn(database, marketplace, language);
}

Result<Prompt> promptWithoutOwn(Database &database, const QString &marketplace, const QString &language)
{
    const Place own{marketplace, language};
    for (const Place &place : placesFor(marketplace, language)) {
        if (place != own) {
            const auto saved = PromptRepository(database).newest(place.first, place.second);
            if (!saved)
                return failure(saved.error());
            if (*saved)
                return promptOf(**saved);
        }
        if (const auto shipped = shippedFor(place))
            return *shipped;
    }
    Q_UNREACHABLE(); // the general one is compiled in
}

QString filledPrompt(const Prompt &prompt, const RulePack &pack, const QString &language, const QStringList &parts)
{
    const QHash<QString, QString> values = valuesFor(pack, language, parts);
    QString filled;
    qsizetype end = 0;
    auto match = placeholderPattern().globalMatch(prompt.text);
    while (match.hasNext()) {
        const auto found = match.next();
        filled += QStringView(prompt.text).mid(end, found.capturedStart() - end);
        filled += values.value(found.captured(1), found.captured());
        end = found.capturedEnd();
    }
    return filled + prompt.text.mid(end);
}

} // namespace listwright
