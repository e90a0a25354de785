// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/modeloptimizer.h"

#include "models/domain/quality.h"
#include "services/optimizing/chattransport.h"
#include "services/optimizing/productquestion.h"
#include "services/optimizing/proposedtexts.h"
#include "services/optimizing/schemacheck.h"

#include <QJsonDocument>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

/** The improvement of one product, question after question. */
class Improving
{
    Q_DECLARE_TR_FUNCTIONS(ModelOptimizer)

public:
    Improving(ChatModel &chat, const Provider &provider, const Product &present, const RulePack &pack,
              const Prompt &prompt, const ModelTask &task, const std::stop_token &stop)
        : m_chat(chat)
        , m_provider(provider)
        , m_present(present)
        , m_pack(pack)
        , m_prompt(prompt)
        , m_task(task)
        , m_stop(stop)
        , m_question(present, pack, prompt, task)
        , m_facts(present)
    {
    }

    Result<ModelImprovement> improve()
    {
        if (auto asked = askModel(m_task.model); !asked)
            return failure(asked.error());
        const bool falls = !m_best || !m_best->violations.isEmpty() || m_best->score < m_task.goodScore;
        if (falls && !m_task.strongModel.isEmpty() && m_task.strongModel != m_task.model) {
            // what the first one gave is used where the second one cannot be asked
            if (auto asked = askModel(m_task.strongModel); !asked && mustEnd(asked.error()))
                return failure(asked.error());
        }
        finish();
        return m_result;
    }

private:
    struct Candidate
    {
        QJsonObject answer;
        QStringList violations;
        int score = 0;
        QString model;
    };

    bool mustEnd(const Error &error) const
    {
        return !m_best || error.code == ErrorCode::Cancelled || isTransient(error.code);
    }

    /** The question, and once more with what is wrong with the answer. */
    Result<void> askModel(const QString &model)
    {
        const auto first = ask(model, m_question.question());
        if (!first && first.error().code != ErrorCode::InvalidInput)
            return failure(first.error());
        if (first) {
            const QStringList violations = violationsOf(*first);
            if (violations.isEmpty())
                return {};
            if (auto repaired = repair(model, m_question.repairQuestion(first->object, violations)); !repaired)
                return repaired;
            return {};
        }
        m_result.problem = first.error();
        const QString &why = first.error().detail;
        if (why.startsWith(noObject))
            return repair(model,
                          m_question.question() + u"\n\nAn earlier answer held no JSON object of the given form."_s);
        if (why.startsWith(cutOffAnswer)) // with the same limit it would break off again
            return repair(model, m_question.question(), 2 * m_question.maximumTokens());
        return {}; // the same question would meet the same
    }

    Result<void> repair(const QString &model, const QString &question, int maximumTokens = 0)
    {
        const auto second = ask(model, question, maximumTokens);
        if (second) {
            static_cast<void>(violationsOf(*second));
            return {};
        }
        return mustEnd(second.error()) && second.error().code != ErrorCode::InvalidInput
                   ? Result<void>(failure(second.error()))
                   : Result<void>();
    }

    /** `maximumTokens` 0 = as many as the parts need. */
    Result<ChatAnswer> ask(const QString &model, const QString &question, int maximumTokens = 0)
    {
        ChatRequest request{.model = model,
                            .instructions = m_question.instructions(),
                            .question = question,
                            .schema = m_question.schema()};
        request.maximumTokens = maximumTokens > 0 ? maximumTokens : m_question.maximumTokens();
        const TokenUse before = m_chat.used();
        auto answer = m_chat.ask(request, m_stop);
        const TokenUse after = m_chat.used();
        ++m_result.questions;
        if (answer) {
            note(model, answer->inputTokens, answer->outputTokens);
            m_duration += answer->duration.count();
        } else {
            note(model, after.input - before.input, after.output - before.output);
        }
        return answer;
    }

    void note(const QString &model, qint64 input, qint64 output)
    {
        m_result.inputTokens += input;
        m_result.outputTokens += output;
        if (const auto price = m_provider.priceOf(model))
            m_result.cost += costOf(*price, input, output);
    }

    /** Remembers the answer where it is the best so far. */
    QStringList violationsOf(const ChatAnswer &answer)
    {
        const QStringList unfit = schemaViolations(answer.object, m_question.schema());
        if (!unfit.isEmpty()) {
            if (!m_best)
                m_result.problem = Error{
                    ErrorCode::InvalidInput,
                    tr("The answer of %1 does not have the form that was asked for. A larger model may do better.")
                        .arg(answer.model),
                    unfit.join(u' '),
                    {}};
            return unfit;
        }
        const ProposedTexts texts(answer.object, m_present, m_pack, m_task, m_facts);
        const Candidate candidate{answer.object, texts.violations(), texts.score(), answer.model};
        const auto better = [](const Candidate &one, const Candidate &other) {
            return std::pair(-one.violations.size(), one.score) > std::pair(-other.violations.size(), other.score);
        };
        if (!m_best || better(candidate, *m_best))
            m_best = candidate;
        return candidate.violations;
    }

    void finish()
    {
        if (!m_best)
            return;
        m_result.problem.reset();
        ProposedTexts texts(m_best->answer, m_present, m_pack, m_task, m_facts);
        texts.mendWhatIsLeft();
        Proposal proposal;
        proposal.fields = texts.fields();
        if (proposal.fields.isEmpty())
            return;
        Product improved = m_present;
        for (ProposedField &field : proposal.fields) {
            field.reasons.prepend(tr("Written by %1.").arg(m_best->model));
            static_cast<void>(setFieldText(improved, field.field, field.after)); // read from there just before
        }
        proposal.productId = m_present.id;
        proposal.baseRevision = m_present.revision;
        proposal.marketplace = m_pack.key();
        proposal.origin = m_provider.key + u'/' + m_best->model;
        proposal.scoreBefore = qualityScore(m_present);
        proposal.scoreAfter = qualityScore(improved);
        proposal.createdAt = QDateTime::currentDateTimeUtc();
        proposal.hint = m_task.hint;
        proposal.making = {.provider = m_provider.key,
                           .model = m_best->model,
                           .prompt = m_prompt.name(),
                           .inputTokens = m_result.inputTokens,
                           .outputTokens = m_result.outputTokens,
                           .cost = m_result.cost,
                           .duration = m_duration,
                           .cachedAt = {},
                           .language = m_task.language};
        m_result.proposal = proposal;
    }

    ChatModel &m_chat;
    const Provider &m_provider;
    const Product &m_present;
    const RulePack &m_pack;
    const Prompt &m_prompt;
    const ModelTask &m_task;
    const std::stop_token &m_stop;
    ProductQuestion m_question;
    FactCheck m_facts;
    ModelImprovement m_result;
    std::optional<Candidate> m_best;
    qint64 m_duration = 0;
};

qint64 likelyOutput(const ModelTask &task)
{
    qint64 tokens = 20;
    for (const OptimizePart part : task.parts) {
        switch (part) {
        case OptimizePart::Title:
            tokens += 50;
            break;
        case OptimizePart::Description:
            tokens += 450;
            break;
        case OptimizePart::BulletPoints:
            tokens += 220;
            break;
        case OptimizePart::Attributes:
            tokens += 150;
            break;
        case OptimizePart::Category:
            tokens += 30;
            break;
        }
    }
    return tokens;
}

} // namespace

Result<ModelImprovement> improveByModel(ChatModel &chat, const Provider &provider, const Product &present,
                                        const RulePack &pack, const Prompt &prompt, const ModelTask &task,
                                        const std::stop_token &stop)
{
    return Improving(chat, provider, present, pack, prompt, task, stop).improve();
}

TokenEstimate estimateTokens(const Product &present, const RulePack &pack, const Prompt &prompt, const ModelTask &task)
{
    const ProductQuestion question(present, pack, prompt, task);
    const qint64 input = tokensOf(question.instructions()) + tokensOf(question.question()) +
                         tokensOf(QString::fromUtf8(QJsonDocument(question.schema()).toJson(QJsonDocument::Compact)));
    // every fourth answer or so has to be asked for again
    return {input + input / 4, likelyOutput(task) + likelyOutput(task) / 4};
}

TokenEstimate estimateTokens(const ChatRequest &request)
{
    return {tokensOf(request.instructions) + tokensOf(request.question) +
                tokensOf(QString::fromUtf8(QJsonDocument(request.schema).toJson(QJsonDocument::Compact))),
            request.maximumTokens};
}

} // namespace listwright
