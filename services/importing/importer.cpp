// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/importer.h"

#include "services/importing/heldproducts.h"
#include "services/importing/identityset.h"
#include "services/importing/productreader.h"
#include "services/importing/rejectsfile.h"
#include "services/storage/contenthash.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QLoggingCategory>

#include <set>

namespace listwright {

using namespace importing;

namespace {

Q_LOGGING_CATEGORY(importerLog, "listwright.importing")

constexpr std::size_t firstBatch = 500; // rows show at once
constexpr std::size_t batchProducts = 5000;
constexpr std::size_t batchBytes = 16 * 1024 * 1024; // descriptions may be long
constexpr qsizetype keptProblems = 1000;
constexpr qsizetype problemsPerStatus = 100;
constexpr qint64 statusMilliseconds = 100;

std::size_t bytesOf(const ProductDraft &draft)
{
    return sizeof draft + draft.title.size() + draft.description.size() + draft.descriptionOptimized.size() +
           draft.sourceData.size() + draft.images.size() * 150 + draft.variants.size() * 200;
}

// One run: reads candidates, asks which are unchanged, builds the others and hands them over in batches.
class ImportRun
{
public:
    ImportRun(Storage &storage, const ImportPlan &plan, const QString &rejectsFolder,
              const std::function<void(const ImportStatus &)> &status, std::stop_token stop)
        : m_storage(storage)
        , m_plan(plan)
        , m_status(status)
        , m_stop(std::move(stop))
        , m_rejects(rejectsFolder, plan.fileName)
    {
    }

    Result<ImportSummary> run()
    {
        m_clock.start();
        auto reader =
            openSource(m_plan).and_then([&](SourceText text) { return openProducts(m_plan, std::move(text)); });
        Result<bool> first = reader ? (*reader)->next() : Result<bool>(failure(reader.error()));
        if (reader)
            m_reader = std::move(*reader);
        if (first && !*first && m_reader->bytesDone() == 0)
            first = failure(ErrorCode::InvalidInput,
                            Import::tr("The file “%1” is empty.").arg(sourceName(m_plan.fileName)));
        auto begun = BulkImport::begin(m_storage, newJob(), expectedRecords());
        if (!begun)
            return failure(begun.error());
        m_import = std::move(*begun);
        return finish(readAll(std::move(first)));
    }

private:
    ImportJob newJob() const
    {
        ImportJob job;
        job.fileName = sourceName(m_plan.fileName);
        job.layout = m_plan.options.layout;
        job.bytesTotal = m_reader ? m_reader->bytesTotal() : 0;
        return job;
    }

    qint64 expectedRecords() const
    {
        if (!m_reader || m_reader->bytesDone() <= 0)
            return 0;
        const auto products = static_cast<qint64>(m_reader->candidates().size());
        const double share = static_cast<double>(m_reader->bytesTotal()) / static_cast<double>(m_reader->bytesDone());
        return static_cast<qint64>(static_cast<double>(products) * std::max(share, 1.0));
    }

    ImportProgress progress() const { return {m_reader ? m_reader->bytesDone() : 0, m_records, m_rejected}; }

    Result<void> readAll(Result<bool> more)
    {
        while (more && *more && !m_stop.stop_requested()) {
            if (const auto taken = takeChunk(); !taken)
                return taken;
            report(false);
            more = m_reader->next();
        }
        if (!more)
            m_sourceError = more.error();
        else if (m_records == 0 && !m_stop.stop_requested())
            m_sourceError = Error{ErrorCode::InvalidInput,
                                  Import::tr("The file “%1” has no products.").arg(sourceName(m_plan.fileName)),
                                  {},
                                  {}};
        // What was read well goes in, also when the rest of the file cannot be read.
        return m_stop.stop_requested() ? Result<void>() : releaseHeld().and_then([this] { return handOver(); });
    }

    Result<void> takeChunk()
    {
        const auto &candidates = m_reader->candidates();
        m_keys.clear();
        m_known.clear();
        m_titled.clear();
        for (const Candidate &candidate : candidates)
            m_keys.push_back({candidate.platform, candidate.sourceId});
        const auto contents = m_import->contents(m_keys);
        if (!contents)
            return failure(contents.error());
        qint64 same = 0;
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            if (m_stop.stop_requested())
                break;
            m_records += candidates[i].records;
            if (isUnchanged(candidates[i], (*contents)[i])) {
                ++same;
                continue;
            }
            if (const auto built = buildOne(i, (*contents)[i]); !built)
                return built;
        }
        if (same > 0)
            m_import->countUnchanged(same);
        return {};
    }

    // The catalog answers with what is committed; a record may have changed the product since.
    bool isUnchanged(const Candidate &candidate, quint64 content)
    {
        return content != 0 && !candidate.sourceId.empty() && content == ContentHash::ofOne(candidate.contentHash) &&
               m_seen.insert(IdentitySet::hashOf(candidate.platform, candidate.sourceId));
    }

    Result<void> buildOne(std::size_t index, quint64 content)
    {
        m_problems.clear();
        auto draft = m_reader->build(index, m_problems);
        if (draft) {
            if (const auto checked = checkTitle(index, draft); !checked)
                return checked;
        }
        if (!m_problems.list().isEmpty())
            keepProblems();
        if (!draft) {
            if (!m_problems.rejected())
                return {}; // a record that is no product
            m_rejected += m_reader->candidates()[index].records;
            return m_rejects.add(m_reader->columns(), m_reader->rawCells(index), m_problems.list());
        }
        return take(*std::move(draft), content);
    }

    Result<void> take(ProductDraft &&draft, quint64 content)
    {
        if (m_import->startedEmpty())
            return append(std::move(draft));
        const quint64 identity = IdentitySet::hashOf(draft.sourcePlatform, draft.sourceId);
        if (ContentHash::isOfSeveral(content) && !m_seen.contains(identity)) {
            const std::size_t bytes = bytesOf(draft);
            m_held.add(identity, content, std::move(draft), bytes);
            return m_held.isFull() ? releaseHeld() : Result<void>();
        }
        draft.repeats = !m_seen.insert(identity);
        return append(std::move(draft));
    }

    Result<void> releaseHeld()
    {
        for (HeldProducts::Product &product : m_held.takeAll()) {
            m_seen.insert(product.identity);
            if (product.isUnchanged()) {
                m_import->countUnchanged(static_cast<qint64>(product.drafts.size()));
                continue;
            }
            bool repeats = false;
            for (ProductDraft &draft : product.drafts) {
                draft.repeats = std::exchange(repeats, true);
                if (const auto appended = append(std::move(draft)); !appended)
                    return appended;
            }
        }
        return {};
    }

    Result<void> append(ProductDraft &&draft)
    {
        m_batchBytes += bytesOf(draft);
        m_batch.push_back(std::move(draft));
        const std::size_t wanted = m_handedOver ? batchProducts : firstBatch;
        return m_batch.size() < wanted && m_batchBytes < batchBytes ? Result<void>() : handOver();
    }

    // One without a title changes a product that is there already; a new one is rejected.
    Result<void> checkTitle(std::size_t index, std::optional<ProductDraft> &draft)
    {
        const auto identity = [](const ProductDraft &of) { return std::pair(of.sourcePlatform, of.sourceId); };
        if (!draft->title.empty()) {
            if (!m_known.empty())
                m_titled.insert(identity(*draft));
            return {};
        }
        if (m_known.empty()) { // asked once a chunk, and only where titles lack
            if (const auto handed = handOver(); !handed)
                return handed;
            auto known = m_import->known(m_keys);
            if (!known)
                return failure(known.error());
            m_known = *std::move(known);
        }
        if (!m_known[index] && !m_titled.contains(identity(*draft))) {
            rejectWithoutTitle(m_reader->candidates()[index].line, m_problems);
            draft.reset();
        }
        return {};
    }

    void keepProblems()
    {
        for (const RecordProblem &problem : m_problems.list()) {
            if (m_summary.problems.size() < keptProblems)
                m_summary.problems.append(problem);
            if (m_newProblems.size() < problemsPerStatus)
                m_newProblems.append(problem);
        }
    }

    Result<void> handOver()
    {
        if (m_batch.empty())
            return {};
        m_handedOver = true;
        m_batchBytes = 0;
        std::vector<ProductDraft> batch;
        batch.reserve(batchProducts);
        batch.swap(m_batch);
        auto added = m_import->add(std::move(batch), progress());
        report(false);
        return added;
    }

    void report(bool last)
    {
        const qint64 elapsed = m_clock.elapsed();
        if (!m_status || (!last && elapsed - m_lastStatus < statusMilliseconds))
            return;
        m_lastStatus = elapsed;
        ImportStatus status;
        status.job = last ? m_summary.job : m_import->job();
        if (!last) { // the storage counts what it has written; the reader is ahead of it
            status.job.records = m_records;
            status.job.rejected = m_rejected;
            status.job.bytesDone = m_reader ? m_reader->bytesDone() : 0;
        }
        status.recordsPerSecond =
            elapsed > 0 ? static_cast<double>(m_records) * 1000.0 / static_cast<double>(elapsed) : 0;
        status.newProblems = std::exchange(m_newProblems, {});
        m_status(status);
    }

    Result<ImportSummary> finish(const Result<void> &done)
    {
        Result<void> rejects = m_rejects.close();
        std::optional<Error> error = m_sourceError;
        if (!done)
            error = done.error();
        else if (!error && !rejects)
            error = rejects.error();
        const ImportState state = error                     ? ImportState::Failed
                                  : m_stop.stop_requested() ? ImportState::Cancelled
                                                            : ImportState::Completed;
        auto job = m_import->finish(state, progress(), error ? error->message : QString());
        if (!job && !error)
            error = job.error();
        m_summary.job = job ? *job : m_import->job();
        m_summary.rejectsFile = m_rejects.fileName();
        qCInfo(importerLog) << "import ended" << importStateName(m_summary.job.state) << "records" << m_records
                            << "rejected" << m_rejected << "ms" << m_clock.elapsed();
        report(true);
        if (error)
            return failure(*error);
        return std::move(m_summary);
    }

    Storage &m_storage;
    const ImportPlan &m_plan;
    const std::function<void(const ImportStatus &)> &m_status;
    std::stop_token m_stop;
    RejectsFile m_rejects;
    std::unique_ptr<ProductReader> m_reader;
    std::unique_ptr<BulkImport> m_import;
    std::vector<SourceKey> m_keys;
    std::vector<bool> m_known;                              // by candidate of the chunk; empty until asked for
    std::set<std::pair<std::string, std::string>> m_titled; // products of the chunk that came after that
    std::vector<ProductDraft> m_batch;
    std::size_t m_batchBytes = 0;
    IdentitySet m_seen; // products that were skipped or handed over; stays empty where the catalog was
    HeldProducts m_held;
    Problems m_problems;
    QList<RecordProblem> m_newProblems;
    ImportSummary m_summary;
    std::optional<Error> m_sourceError;
    QElapsedTimer m_clock;
    qint64 m_lastStatus = -statusMilliseconds;
    qint64 m_records = 0;
    qint64 m_rejected = 0;
    bool m_handedOver = false;
};

} // namespace

Result<ImportSummary> runImport(Storage &storage, const ImportPlan &plan, const QString &rejectsFolder,
                                const std::function<void(const ImportStatus &)> &status, std::stop_token stop)
{
    return ImportRun(storage, plan, rejectsFolder, status, std::move(stop)).run();
}

} // namespace listwright
