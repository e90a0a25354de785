// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rules about texts: title, description, each bullet point.

#include "services/listing/html.h"
#include "services/listing/htmlparser.h"
#include "services/listing/htmlwriter.h"
#include "services/listing/rule.h"
#include "services/listing/shortening.h"
#include "services/listing/textmending.h"

#include <QHash>
#include <QSet>

namespace listwright {

namespace {

/** What is wrong with one text, and the text without it. */
struct TextProblem
{
    QList<TextSpan> spans; ///< empty = the whole text
    QString message;
    std::optional<QString> mended;
};

using Problems = QList<TextProblem>;

class TextRule
{
    Q_DECLARE_TR_FUNCTIONS(RulePack)

public:
    TextRule(const Rule &rule, const RuleContext &context, const QString &text)
        : m_rule(rule)
        , m_context(context)
        , m_text(text)
        , m_label(fieldNoun(rule.field))
        , m_html(rule.field == ProductField::DescriptionOptimized && html::looksLikeHtml(text))
        , m_visible(m_html ? withTagsBlanked(text) : text)
    {
    }

    Problems check() const
    {
        switch (m_rule.kind) {
        case RuleKind::Length:
        case RuleKind::AdvisedLength:
            return length();
        case RuleKind::WordCount:
            return wordCount();
        case RuleKind::WordLength:
            return wordLength();
        case RuleKind::RepeatedWord:
            return repeatedWord();
        case RuleKind::Capitals:
            return capitals();
        case RuleKind::Characters:
            return characters();
        case RuleKind::Symbols:
            return symbols();
        case RuleKind::CharacterOccurrences:
            return characterOccurrences();
        case RuleKind::Phrases:
            return phrases();
        case RuleKind::Contact:
            return contact();
        case RuleKind::Tags:
            return tags();
        case RuleKind::ActiveContent:
            return activeContent();
        case RuleKind::SameAs:
            return sameAs();
        default:
            return {};
        }
    }

private:
    static QString fieldNoun(ProductField field)
    {
        switch (field) {
        case ProductField::TitleOptimized:
            return tr("title");
        case ProductField::DescriptionOptimized:
            return tr("description");
        case ProductField::BulletPoints:
            return tr("bullet point");
        default:
            return fieldLabel(field);
        }
    }

    bool isDescription() const { return m_rule.field == ProductField::DescriptionOptimized; }

    int measured() const { return m_rule.inBytes ? static_cast<int>(m_text.toUtf8().size()) : codePoints(m_text); }

    QString countText(int count) const
    {
        return m_rule.inBytes ? tr("%n byte(s)", nullptr, count) : tr("%n character(s)", nullptr, count);
    }

    /** A mended text is offered only when something to read is left of it and it is another one. */
    std::optional<QString> offered(const QString &mended) const
    {
        const bool nothingLeft = m_html ? html::toPlainText(mended).isEmpty() : mended.trimmed().isEmpty();
        if (nothingLeft || mended == m_text)
            return {};
        return mended;
    }

    TextProblem problem(const QList<TextSpan> &spans, const QString &message,
                        const std::function<QString(QStringView)> &replacement = {}) const
    {
        return {spans, message, offered(withoutSpans(m_text, spans, replacement))};
    }

    Problems length() const
    {
        const int count = measured();
        if (m_rule.minimum && count < *m_rule.minimum)
            return {{{},
                     tr("The %1 has %2; it needs at least %3.")
                         .arg(m_label, countText(count), QString::number(*m_rule.minimum)),
                     {}}};
        if (!m_rule.maximum || count <= *m_rule.maximum)
            return {};
        const int limit = *m_rule.maximum;
        if (m_rule.kind == RuleKind::AdvisedLength)
            return {
                {{},
                 tr("The %1 has %2; at most %3 are advised.").arg(m_label, countText(count), QString::number(limit)),
                 {}}};
        const bool known = isDescription() || m_rule.field == ProductField::TitleOptimized ||
                           m_rule.field == ProductField::BulletPoints;
        const QString shorter = isDescription() ? html::shortened(m_text, m_context.allowedTags, limit, m_rule.inBytes)
                                                : cutAtWord(m_text, limit);
        return {{{},
                 tr("The %1 has %2; at most %3 are allowed.").arg(m_label, countText(count), QString::number(limit)),
                 known ? offered(shorter) : std::nullopt}};
    }

    Problems wordCount() const
    {
        const auto words = static_cast<int>(wordSpans(m_text).size());
        if (m_rule.minimum && words < *m_rule.minimum)
            return {{{},
                     tr("The %1 has %n word(s); it needs at least %2.", nullptr, words)
                         .arg(m_label, QString::number(*m_rule.minimum)),
                     {}}};
        if (m_rule.maximum && words > *m_rule.maximum)
            return {{{},
                     tr("The %1 has %n word(s); at most %2 are advised.", nullptr, words)
                         .arg(m_label, QString::number(*m_rule.maximum)),
                     {}}};
        return {};
    }

    Problems wordLength() const
    {
        Problems problems;
        for (const TextSpan &word : wordSpans(m_text)) {
            const QString text = m_text.mid(word.position, word.length);
            if (codePoints(text) <= *m_rule.maximum)
                continue;
            QString divided = text;
            for (const QChar separator : QStringLiteral(",;/|_+"))
                divided.replace(separator, QString(separator + QLatin1Char(' ')));
            divided = divided.trimmed();
            const QString whole = QString(m_text).replace(word.position, word.length, divided);
            problems.append({{word},
                             tr("“%1…” has %n character(s); a word may have at most %2.", nullptr, codePoints(text))
                                 .arg(text.left(20), QString::number(*m_rule.maximum)),
                             offered(whole)});
        }
        return problems;
    }

    Problems repeatedWord() const
    {
        QHash<QString, int> counts;
        QHash<QString, QList<TextSpan>> surplus;
        QStringList order;
        for (const TextSpan &word : wordSpans(m_visible)) {
            const QString comparable = comparableWord(QStringView(m_visible).mid(word.position, word.length));
            const bool number = std::all_of(comparable.begin(), comparable.end(), [](QChar c) { return c.isDigit(); });
            if (number || m_rule.words.contains(comparable))
                continue;
            if (++counts[comparable] > *m_rule.maximum) {
                surplus[comparable].append(word);
                if (!order.contains(comparable))
                    order.append(comparable);
            }
        }
        Problems problems;
        for (const QString &word : order)
            problems.append(
                problem(surplus[word], tr("The %1 says “%2” %n time(s); at most %3 are allowed.", nullptr, counts[word])
                                           .arg(m_label, word, QString::number(*m_rule.maximum))));
        return problems;
    }

    Problems capitals() const
    {
        if (!isShouting(m_text))
            return {};
        const Product &product = m_context.product;
        const QString named = product.brand + u' ' + product.mpn + u' ' + product.sku;
        return {{{},
                 tr("The %1 is mostly capital letters.").arg(m_label),
                 offered(inNormalCase(m_text, named.split(u' ')))}};
    }

    bool belongsToNumber(qsizetype position) const
    {
        const auto digitAt = [this](qsizetype at) {
            return at >= 0 && at < m_visible.size() && m_visible.at(at).isDigit();
        };
        return digitAt(position + 1) || digitAt(position - 1) ||
               (position + 2 < m_visible.size() && m_visible.at(position + 1) == u' ' && digitAt(position + 2));
    }

    QString replacementOf(QStringView forbidden) const
    {
        for (const auto &[from, to] : m_context.replacements) {
            if (from == forbidden)
                return isDescription() && m_html ? to.toHtmlEscaped() : to;
        }
        return {};
    }

    Problems characters() const
    {
        QHash<QChar, QList<TextSpan>> found;
        QList<QChar> order;
        for (qsizetype at = 0; at < m_visible.size(); ++at) {
            const QChar c = m_visible.at(at);
            if (!m_rule.characters.contains(c) || (m_rule.fineNextToDigit && belongsToNumber(at)))
                continue;
            if (!found.contains(c))
                order.append(c);
            found[c].append({at, 1});
        }
        Problems problems;
        for (const QChar c : order)
            problems.append(problem(found[c], tr("“%1” may not be in the %2.").arg(QString(c), m_label),
                                    [this](QStringView forbidden) { return replacementOf(forbidden); }));
        return problems;
    }

    Problems symbols() const
    {
        QList<TextSpan> spans;
        for (qsizetype at = 0; at < m_visible.size(); ++at) {
            const bool pair = m_visible.at(at).isHighSurrogate() && at + 1 < m_visible.size();
            const char32_t c =
                pair ? QChar::surrogateToUcs4(m_visible.at(at), m_visible.at(at + 1)) : m_visible.at(at).unicode();
            if (isSymbol(c) && c != QChar::ObjectReplacementCharacter &&
                !(!pair && m_rule.words.contains(QString(m_visible.at(at)))))
                spans.append({at, pair ? 2 : 1});
            at += pair ? 1 : 0;
        }
        if (spans.isEmpty())
            return {};
        const QString first = m_text.mid(spans.first().position, spans.first().length);
        return {problem(spans, tr("“%1” and other symbols or emoji may not be in the %2.").arg(first, m_label),
                        [this](QStringView symbol) { return replacementOf(symbol); })};
    }

    Problems characterOccurrences() const
    {
        Problems problems;
        for (const QChar c : m_rule.characters) {
            QList<TextSpan> spans;
            for (qsizetype at = m_visible.indexOf(c); at >= 0; at = m_visible.indexOf(c, at + 1))
                spans.append({at, 1});
            const auto count = static_cast<int>(spans.size());
            if (count <= *m_rule.maximum)
                continue;
            problems.append(problem(spans.mid(*m_rule.maximum),
                                    tr("“%1” is in the %2 %n time(s); at most %3 are allowed.", nullptr, count)
                                        .arg(QString(c), m_label, QString::number(*m_rule.maximum))));
        }
        return problems;
    }

    QList<TextSpan> matches() const
    {
        QList<TextSpan> spans;
        auto match = m_rule.pattern.globalMatch(m_visible);
        while (match.hasNext()) {
            const auto found = match.next();
            spans.append({found.capturedStart(), found.capturedLength()});
        }
        return spans;
    }

    Problems phrases() const
    {
        const QList<TextSpan> spans = matches();
        if (spans.isEmpty())
            return {};
        QStringList found;
        for (const TextSpan &span : spans)
            found.append(m_text.mid(span.position, span.length));
        found.removeDuplicates();
        return {problem(spans, tr("The %1 says “%2”, which the marketplace forbids or advises against.")
                                   .arg(m_label, found.mid(0, 5).join(QStringLiteral("”, “"))))};
    }

    Problems contact() const
    {
        Problems problems;
        const QList<TextSpan> spans = matches();
        if (!spans.isEmpty())
            problems.append(problem(
                spans,
                tr("The %1 has an address or a telephone number: “%2”.")
                    .arg(m_label, m_text.mid(spans.first().position, std::min<qsizetype>(spans.first().length, 60)))));
        if (m_html && m_text.contains(QLatin1String("href"), Qt::CaseInsensitive)) {
            const QString unlinked = m_context.allowedTags ? html::clean(m_text, m_context.allowedTags)
                                                           : html::cleanHarmless(m_text, html::Links::Drop);
            problems.append({{}, tr("The %1 has a link.").arg(m_label), offered(unlinked)});
        }
        return problems;
    }

    /** The tags of a text in order; for messages and comparison only, what may stay is decided by the parser. */
    static QStringList tagNames(const QString &text)
    {
        static const QRegularExpression tag(QStringLiteral("<(/?[a-zA-Z][a-zA-Z0-9]*)"));
        QStringList names;
        auto match = tag.globalMatch(text);
        while (match.hasNext())
            names.append(match.next().captured(1).toLower());
        return names;
    }

    Problems tags() const
    {
        if (!m_rule.tags)
            return {};
        QStringList forbidden;
        for (QString name : tagNames(m_text)) {
            if (!name.startsWith(u'/') && !m_rule.tags->contains(name))
                forbidden.append(name.prepend(u'<').append(u'>'));
        }
        forbidden.removeDuplicates();
        const bool title = !isDescription();
        QString mended = html::clean(m_text, m_rule.tags);
        if (title)
            mended = mended.simplified();
        const bool marked = m_rule.tags->isEmpty() && html::looksLikeHtml(m_text);
        static const QRegularExpression attribute(QStringLiteral("<[a-zA-Z][a-zA-Z0-9]*\\s+[^\\s/>]"));
        if (!forbidden.isEmpty() || marked) {
            const QString allowed = m_rule.tags->isEmpty() ? tr("none") : m_rule.tags->join(QLatin1Char(' '));
            const QString named = forbidden.isEmpty() ? tr("markup") : forbidden.mid(0, 8).join(QLatin1Char(' '));
            return {{{}, tr("The %1 uses %2; allowed tags: %3.").arg(m_label, named, allowed), offered(mended)}};
        }
        if (m_rule.strict && (tagNames(m_text) != tagNames(mended) || attribute.match(m_text).hasMatch()))
            return {{{},
                     tr("The tags of the %1 are not arranged as the marketplace asks: only headings, paragraphs "
                        "and lists side by side, without attributes.")
                         .arg(m_label),
                     offered(mended)}};
        return {};
    }

    Problems activeContent() const
    {
        struct Finder final : html::FragmentHandler
        {
            QStringList names;
            void startElement(const QString &, const QString &) override {}
            void endElement(const QString &) override {}
            void text(const QString &) override {}
            void activeContent(const QString &name) override { names.append(name); }
        };
        if (!m_html)
            return {};
        Finder finder;
        html::parseFragment(m_text, finder);
        if (finder.names.isEmpty())
            return {};
        finder.names.removeDuplicates();
        return {{{},
                 tr("The %1 has active content, which is not allowed: %2.")
                     .arg(m_label, finder.names.mid(0, 8).join(QStringLiteral(", "))),
                 offered(html::clean(m_text, m_context.allowedTags))}};
    }

    Problems sameAs() const
    {
        const QString own = comparableWord(html::toPlainText(m_text));
        for (const QString &name : m_rule.required) {
            const auto field = fieldFromName(name);
            const QString other = name == QLatin1String("title") ? m_context.product.title()
                                  : field                        ? fieldText(m_context.product, *field)
                                                                 : QString();
            if (!own.isEmpty() && own == comparableWord(html::toPlainText(other)))
                return {{{}, tr("The %1 says no more than the field “%2”.").arg(m_label, name), {}}};
        }
        return {};
    }

    const Rule &m_rule;
    const RuleContext &m_context;
    const QString &m_text;
    QString m_label;
    bool m_html;
    QString m_visible; ///< the text with its tags blanked
};

Finding findingOf(const Rule &rule, const TextProblem &problem)
{
    Finding finding{rule.severity, rule.key, rule.field, -1, 0, problem.message, rule.source, problem.mended};
    if (!problem.spans.isEmpty()) {
        finding.position = static_cast<int>(problem.spans.first().position);
        finding.length = static_cast<int>(problem.spans.first().length);
    }
    return finding;
}

QList<Finding> checkBullets(const Rule &rule, const RuleContext &context)
{
    QList<Finding> findings;
    const QStringList &bullets = context.product.bulletPoints;
    for (qsizetype i = 0; i < bullets.size(); ++i) {
        const Problems problems = TextRule(rule, context, bullets.at(i)).check();
        for (const TextProblem &problem : problems) {
            Finding finding = findingOf(rule, problem);
            finding.position = -1; // the field's text is the whole list
            finding.message = RulePack::tr("Bullet point %1: %2").arg(i + 1).arg(problem.message);
            if (problem.mended) {
                QStringList mended = bullets;
                mended[i] = *problem.mended;
                finding.fix = QString::fromUtf8(stringsToJson(mended));
            }
            findings.append(finding);
        }
    }
    return findings;
}

QString textOf(const Product &product, ProductField field)
{
    if (field == ProductField::TitleOptimized)
        return product.title();
    if (field == ProductField::DescriptionOptimized)
        return product.description();
    return fieldText(product, field);
}

bool isTextRule(RuleKind kind)
{
    return kind <= RuleKind::SameAs;
}

} // namespace

std::optional<QList<Finding>> checkTextRule(const Rule &rule, const RuleContext &context)
{
    if (!isTextRule(rule.kind))
        return {};
    if (rule.field == ProductField::BulletPoints)
        return checkBullets(rule, context);
    QList<Finding> findings;
    const QString text = textOf(context.product, rule.field);
    if (text.isEmpty()) // a missing text is the business of a rule of its own
        return findings;
    const Problems problems = TextRule(rule, context, text).check();
    for (const TextProblem &problem : problems)
        findings.append(findingOf(rule, problem));
    return findings;
}

} // namespace listwright
