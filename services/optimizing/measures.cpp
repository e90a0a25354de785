// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/measures.h"

#include "services/listing/factsfile.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <cmath>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct Unit
{
    Dimension dimension = Dimension::None;
    double factor = 1;
    bool customary = false;
};

/** Single letters count as they are written, all others in any letter case; "Mb/s" is not "MB/s", though. */
struct Units
{
    QHash<QString, Unit> known; ///< by spelling
    QHash<QString, Unit> folded;
    QRegularExpression pattern; ///< at the beginning of what follows a number

    std::optional<Unit> find(const QString &spelling) const
    {
        if (const auto unit = known.constFind(spelling); unit != known.cend())
            return *unit;
        const auto unit = folded.constFind(spelling.size() == 1 ? spelling : spelling.toCaseFolded());
        return unit == folded.cend() ? std::nullopt : std::optional(*unit);
    }
};

std::optional<Dimension> dimensionFrom(const QString &name)
{
    static const QStringList names{
        u"none"_s,      u"length"_s,      u"area"_s,       u"volume"_s,  u"mass"_s,        u"area_density"_s,
        u"power"_s,     u"energy"_s,      u"voltage"_s,    u"current"_s, u"charge"_s,      u"frequency"_s,
        u"pressure"_s,  u"temperature"_s, u"fahrenheit"_s, u"light"_s,   u"illuminance"_s, u"data"_s,
        u"data_rate"_s, u"time"_s,        u"turns"_s,      u"speed"_s,   u"torque"_s,      u"force"_s,
        u"sound"_s,     u"pixels"_s,      u"resolution"_s, u"angle"_s,   u"percent"_s,     u"fineness"_s};
    const qsizetype index = names.indexOf(name);
    return index < 0 ? std::nullopt : std::optional(static_cast<Dimension>(index));
}

/** The longest first, so that "mm" is not read as "m". */
QString alternatives(QStringList spellings)
{
    std::ranges::stable_sort(spellings, [](const QString &a, const QString &b) { return a.size() > b.size(); });
    for (QString &spelling : spellings) {
        const bool letter = spelling.size() == 1;
        spelling = QRegularExpression::escape(spelling);
        if (letter)
            spelling = u"(?-i:"_s + spelling + u')';
    }
    return spellings.join(u'|');
}

Units readUnits()
{
    Units units;
    const QJsonArray list = factsFile(u"units.json"_s).value(u"units").toArray();
    QStringList spellings;
    QStringList glued;
    for (const QJsonValue &entry : list) {
        const auto dimension = dimensionFrom(entry[u"dimension"].toString());
        Q_ASSERT(dimension);
        const Unit unit{dimension.value_or(Dimension::None), entry[u"factor"].toDouble(1),
                        entry[u"customary"].toBool()};
        const QJsonArray words = entry[u"spellings"].toArray();
        for (const QJsonValue &word : words) {
            units.known.insert(word.toString(), unit);
            if (const QString any = word.toString().toCaseFolded(); any.size() > 1 && !units.folded.contains(any))
                units.folded.insert(any, unit);
            (entry[u"glued"].toBool() ? glued : spellings).append(word.toString());
        }
    }
    units.pattern = QRegularExpression(
        u"\\G(?|[\\s-]{0,2}("_s + alternatives(spellings) + u")|("_s + alternatives(glued) + u"))(?![\\p{L}\\p{N}])"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return units;
}

const Units &units()
{
    static const Units table = readUnits();
    return table;
}

/** What a number can mean: a separator before exactly three digits divides thousands or begins a fraction. */
QList<double> meanings(const QString &number)
{
    QString plain = number;
    plain.remove(u' ');
    const qsizetype points = plain.count(u'.');
    const qsizetype commas = plain.count(u',');
    const QChar last = plain.lastIndexOf(u',') > plain.lastIndexOf(u'.') ? u',' : u'.';
    const auto asFraction = [&plain, last] {
        QString text = plain;
        text.remove(last == u',' ? u'.' : u',');
        return text.replace(last, u'.').toDouble();
    };
    QString grouped = plain;
    grouped.remove(u'.').remove(u',');
    if (points + commas == 0)
        return {plain.toDouble()};
    if (points > 0 && commas > 0)
        return {asFraction()};
    if (points + commas > 1)
        return {grouped.toDouble()};
    const bool three = plain.size() - plain.indexOf(last) == 4 && !plain.startsWith(u'0'); // "0.500" groups nothing
    return three ? QList<double>{asFraction(), grouped.toDouble()} : QList<double>{asFraction()};
}

const QRegularExpression &numberPattern()
{
    static const QRegularExpression pattern(
        u"(?:(?<![\\p{L}\\p{N}])|(?<=\\d[xX]))(?:\\d{1,3}(?:[ \\x{A0}\\x{2009}]\\d{3})+(?![\\d])(?:,\\d+)?|\\d+(?:[.,]\\d+)*)"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    return pattern;
}

/** Length of the minus before a number; 0 where there is none, as in "10-15" and "A-15". */
qsizetype signBefore(const QString &text, qsizetype number, qsizetype endOfPrevious)
{
    static const QRegularExpression minus(u"(?<![\\p{L}\\p{N}])(?:[-−–]|minus\\s+)$"_s,
                                          QRegularExpression::CaseInsensitiveOption |
                                              QRegularExpression::UseUnicodePropertiesOption);
    constexpr qsizetype longest = 10;
    const qsizetype from = std::max<qsizetype>(0, number - longest);
    const qsizetype length = minus.match(text.mid(from, number - from)).capturedLength();
    const bool isRange =
        endOfPrevious >= 0 && QStringView(text).mid(endOfPrevious, number - length - endOfPrevious).trimmed().isEmpty();
    return isRange ? 0 : length;
}

/** Only temperatures are below zero; elsewhere a dash is one. */
void applySigns(QList<Measure> &measures, const QList<qsizetype> &signs)
{
    for (qsizetype i = 0; i < measures.size(); ++i) {
        Measure &measure = measures[i];
        const bool temperature =
            measure.dimension == Dimension::Temperature || measure.dimension == Dimension::Fahrenheit;
        if (!temperature || signs.at(i) == 0)
            continue;
        for (double &value : measure.values)
            value = -value;
        measure.position -= signs.at(i);
        measure.length += signs.at(i);
    }
}

/** A unit behind a row belongs to all of its numbers, unless they have one of their own. */
void giveUnitToRow(const QString &text, QList<Measure> &measures, QList<double> &factors, const QList<qsizetype> &signs)
{
    static const QRegularExpression between(u"^\\s*(?:[x×*/–-]|bis|to|do|a|à|by|auf)\\s*$"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    for (qsizetype i = measures.size() - 1; i > 0; --i) {
        const Measure &right = measures.at(i);
        Measure &left = measures[i - 1];
        if (right.dimension == Dimension::None || left.dimension != Dimension::None)
            continue;
        const qsizetype end = left.position + left.length;
        if (!between.match(text.mid(end, right.position - signs.at(i) - end)).hasMatch())
            continue;
        left.dimension = right.dimension;
        left.customary = right.customary;
        left.ofRow = true;
        const double factor = factors.at(i);
        for (double &value : left.values)
            value *= factor;
        factors[i - 1] = factor;
    }
}

} // namespace

QList<Measure> measuresOf(const QString &text)
{
    QList<Measure> measures;
    QList<double> factors;
    QList<qsizetype> signs;
    auto match = numberPattern().globalMatch(text);
    while (match.hasNext()) {
        const auto number = match.next();
        Measure measure{.values = meanings(number.captured()),
                        .position = number.capturedStart(),
                        .length = number.capturedLength()};
        double factor = 1;
        const auto unit = units().pattern.match(text, number.capturedEnd());
        if (unit.hasMatch()) {
            const Unit known = units().find(unit.captured(1)).value_or(Unit());
            measure.dimension = known.dimension;
            measure.customary = known.customary;
            factor = known.factor;
            measure.length = unit.capturedEnd(1) - measure.position;
            for (double &value : measure.values)
                value *= factor;
        }
        const qsizetype endOfPrevious = measures.isEmpty() ? -1 : measures.last().position + measures.last().length;
        signs.append(signBefore(text, measure.position, endOfPrevious));
        measures.append(measure);
        factors.append(factor);
    }
    giveUnitToRow(text, measures, factors, signs);
    applySigns(measures, signs);
    return measures;
}

QString unitInName(const QString &attributeName)
{
    static const QRegularExpression pattern(
        u"(?:\\bin\\s+|\\bw\\s+|[(\\[]\\s*)([^\\s()\\[\\]]{1,10})\\s*[)\\]]?\\s*$"_s);
    const auto found = pattern.match(attributeName);
    const QString unit = found.captured(1);
    return found.hasMatch() && units().find(unit) ? unit : QString();
}

bool isSameMeasure(const Measure &left, const Measure &right)
{
    if (left.dimension != right.dimension)
        return false;
    const double tolerance = left.customary != right.customary ? 0.006 : 1e-6;
    for (const double a : left.values) {
        for (const double b : right.values) {
            if (std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b)))
                return true;
        }
    }
    return false;
}

} // namespace listwright
