// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/exportsummary.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QMap>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct Summary
{
    Q_DECLARE_TR_FUNCTIONS(ExportCommand)
};

constexpr qsizetype listedReasons = 8;

struct Reason
{
    QString text;
    qint64 count = 0; ///< products
    qint64 last = -1; ///< of the products; what is said of one comes together
    QString first;    ///< the product it was said of first; empty for the file as a whole
};

QString nameOf(const Loss &loss)
{
    if (loss.productId == 0)
        return {};
    return loss.sku.isEmpty() ? Summary::tr("product %1").arg(loss.productId) : loss.sku;
}

/** The same words about many products count as one reason, the most frequent first. */
QList<Reason> reasonsOf(const QList<Loss> &losses)
{
    QMap<QString, Reason> reasons;
    for (const Loss &loss : losses) {
        Reason &reason = reasons[loss.field + u": " + loss.reason];
        reason.text = loss.field + u": " + loss.reason;
        if (std::exchange(reason.last, loss.productId) == loss.productId)
            continue;
        if (reason.count++ == 0)
            reason.first = nameOf(loss);
    }
    QList<Reason> sorted = reasons.values();
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Reason &left, const Reason &right) { return left.count > right.count; });
    return sorted;
}

} // namespace

void showExport(Console &console, const ExportRequest &request, const ExportOutcome &outcome)
{
    for (const QString &file : outcome.files)
        console.line(file == u"-" ? Summary::tr("standard output") : QFileInfo(file).absoluteFilePath());
    const UploadSummary &summary = outcome.summary;
    console.line(u"  " + Summary::tr("%1: %L2 product(s) written, %L3 left out")
                             .arg(UploadWriter::format(request.format)->name)
                             .arg(summary.written)
                             .arg(summary.skipped));
    const QList<Reason> reasons = reasonsOf(summary.losses);
    for (const Reason &reason : reasons.mid(0, listedReasons)) {
        const QString who = reason.count > 1         ? Summary::tr("%L1 product(s)").arg(reason.count)
                            : reason.first.isEmpty() ? Summary::tr("whole file")
                                                     : reason.first;
        console.line(u"    " + who + u" – " + reason.text);
    }
    if (reasons.size() > listedReasons)
        console.line(u"    " +
                     Summary::tr("… and %L1 more; --losses FILE saves them all").arg(reasons.size() - listedReasons));
}

QJsonObject exportJson(const ExportRequest &request, const ExportOutcome &outcome)
{
    QJsonArray losses;
    for (const Loss &loss : outcome.summary.losses)
        losses.append(QJsonObject{{u"product"_s, loss.productId},
                                  {u"sku"_s, loss.sku},
                                  {u"field"_s, loss.field},
                                  {u"reason"_s, loss.reason}});
    QStringList files;
    for (const QString &file : outcome.files)
        files.append(file == u"-" ? file : QFileInfo(file).absoluteFilePath());
    return {{u"format"_s, request.format},
            {u"files"_s, QJsonArray::fromStringList(files)},
            {u"products"_s, outcome.products},
            {u"written"_s, outcome.summary.written},
            {u"left_out"_s, outcome.summary.skipped},
            {u"losses"_s, losses},
            {u"losses_total"_s, outcome.summary.lossCount}};
}

} // namespace listwright
