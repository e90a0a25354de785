// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/importsource.h"
#include "services/importing/target.h"
#include "services/importing/text.h"

#include <QCoreApplication>

namespace listwright::importing {

/** Translation context of everything the import says to people. */
struct Import
{
    Q_DECLARE_TR_FUNCTIONS(Import)
};

/** What is wrong with the record at hand. Empty on the bulk path, so that nothing is allocated there. */
class Problems
{
public:
    void reject(qint64 line, std::string_view column, std::string_view value, const QString &reason)
    {
        add({line, fromUtf8(column), shortened(value), reason, true});
    }
    void warn(qint64 line, std::string_view column, std::string_view value, const QString &reason)
    {
        add({line, fromUtf8(column), shortened(value), reason, false});
    }
    /** Of what no column says. */
    void rejectField(qint64 line, Target field, std::string_view value, const QString &reason)
    {
        add({line, targetLabel(field), shortened(value), reason, true, targetName(field)});
    }
    void warnField(qint64 line, Target field, std::string_view value, const QString &reason)
    {
        add({line, targetLabel(field), shortened(value), reason, false, targetName(field)});
    }
    void clear()
    {
        m_list.clear();
        m_rejected = false;
        m_currencyAssumed = false;
    }
    /** A price was taken in the default currency, since nothing in the file names one. */
    void noteAssumedCurrency() { m_currencyAssumed = true; }
    bool isCurrencyAssumed() const { return m_currencyAssumed; }
    bool rejected() const { return m_rejected; }
    const QList<RecordProblem> &list() const { return m_list; }

private:
    void add(const RecordProblem &problem)
    {
        if (m_list.size() < maximumPerRecord || (problem.rejects && !m_rejected))
            m_list.append(problem);
        m_rejected |= problem.rejects;
    }

    static constexpr qsizetype maximumPerRecord = 50; // a record of a thousand bad columns is bad enough
    QList<RecordProblem> m_list;
    bool m_rejected = false;
    bool m_currencyAssumed = false;
};

} // namespace listwright::importing
