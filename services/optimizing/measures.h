// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace listwright {

/** What a unit measures; None is a bare number or a count. */
enum class Dimension {
    None,
    Length,
    Area,
    Volume,
    Mass,
    AreaDensity,
    Power,
    Energy,
    Voltage,
    Current,
    Charge,
    Frequency,
    Pressure,
    Temperature,
    Fahrenheit,
    Light,
    Illuminance,
    Data,
    DataRate,
    Time,
    Turns,
    Speed,
    Torque,
    Force,
    Sound,
    Pixels,
    Resolution,
    Angle,
    Percent,
    Fineness,
};

/** A number of a text with its unit, in the dimension's base unit. */
struct Measure
{
    QList<double> values; ///< what it can mean: "1.500" is 1.5 and 1500
    Dimension dimension = Dimension::None;
    bool ofRow = false;     ///< the unit stands behind a later number of its row: "2" of "2 x 500 ml" may be a count
    bool customary = false; ///< inches, pounds and the like, which are rounded when they are converted
    qsizetype position = 0; ///< of the number and its unit
    qsizetype length = 0;
};

/**
 * All numbers of a plain text with their units in the spellings of the marketplaces' languages. The unit behind a row
 * of numbers ("30 x 20 x 10 cm", "10-15 cm") belongs to each. Digits inside of names ("GBH2") are none.
 */
QList<Measure> measuresOf(const QString &text);
/** The unit that a name states for its values: "Länge (cm)", "Weight in g"; nothing when it states none. */
QString unitInName(const QString &attributeName);

/** Whether they can mean the same. */
bool isSameMeasure(const Measure &left, const Measure &right);

} // namespace listwright
