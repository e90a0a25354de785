// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/proposal.h"
#include "services/listing/rulepack.h"
#include "services/optimizing/chatmodel.h"
#include "services/optimizing/prompt.h"

namespace listwright {

/** Which parts of a listing to improve. */
enum class OptimizePart { Title, Description, BulletPoints, Attributes, Category };
QString optimizePartName(OptimizePart part); ///< stable: "title", "description", "bullets", "attributes", "category"
std::optional<OptimizePart> optimizePartFromName(QStringView name);
QString optimizePartText(OptimizePart part); ///< translated
QList<OptimizePart> allOptimizeParts();

/** How a model is to improve listings; everything but the product. No secrets. */
struct ModelTask
{
    QString provider; ///< key of a preset
    QString model;
    QString strongModel; ///< asked when the first one's result breaks rules or scores below `goodScore`; empty = never
    int goodScore = 70;
    QString language; ///< of the listing, "de"; texts are translated into it where needed; empty = see taskFor()
    QList<OptimizePart> parts;
    QString hint{};     ///< what the person asked for when regenerating
    bool fresh = false; ///< answers that were kept before the order are not taken
    QString country{};  ///< of the seller, "DE": many marketplaces have a language for each
    bool operator==(const ModelTask &) const = default;
};

/** The task for one marketplace: in its language where none is chosen. */
ModelTask taskFor(ModelTask task, const QString &marketplace);

/** As it stands in jobs, for one marketplace. */
QJsonObject modelTaskToJson(const ModelTask &task);
ModelTask modelTaskFromJson(const QJsonObject &json);

/** What improving one product gave. */
struct ModelImprovement
{
    std::optional<Proposal> proposal; ///< nothing when the model had nothing better, or nothing usable: see `problem`
    std::optional<Error> problem{};   ///< why the answers could not be used, although they were paid for
    qint64 inputTokens = 0;           ///< of all questions asked, also unused ones
    qint64 outputTokens = 0;
    qint64 cost = 0; ///< millionths of a US dollar
    int questions = 0;
};

/**
 * Asks the model, validates its answer against the schema and the rule pack, asks once more with the exact violations,
 * removes links and contact data, and marks facts that are not in the record (see factcheck.h). What still violates a
 * rule stands in ProposedField::problems. The product's text is data: it is delimited and never instructions.
 * `present` is the product as the marketplace sees it. Blocks. A failure is one of asking.
 */
Result<ModelImprovement> improveByModel(ChatModel &chat, const Provider &provider, const Product &present,
                                        const RulePack &pack, const Prompt &prompt, const ModelTask &task,
                                        const std::stop_token &stop);

/** Tokens one product will take, estimated from its texts and the prompt; for the estimate before a batch. */
struct TokenEstimate
{
    qint64 input = 0;
    qint64 output = 0;
};
TokenEstimate estimateTokens(const Product &present, const RulePack &pack, const Prompt &prompt, const ModelTask &task);
/** Of one question; rather too many than too few. */
TokenEstimate estimateTokens(const ChatRequest &request);

} // namespace listwright
