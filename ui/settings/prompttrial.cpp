// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/prompttrial.h"

#include "services/optimizing/listedproducts.h"
#include "services/optimizing/spending.h"
#include "services/storage/catalogreader.h"
#include "services/storage/modelcallrepository.h"
#include "services/storage/storage.h"
#include "ui/review/proposalsource.h"
#include "ui/review/worddiff.h"
#include "ui/style/theme.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(category, "listwright.settings")

struct Trial
{
    Q_DECLARE_TR_FUNCTIONS(PromptTrial)
};

Result<Product> findProduct(Database &database, const QString &search, const QString &marketplace)
{
    CatalogQuery query;
    query.search = search;
    const auto ids = CatalogReader(database).ids(query, 1);
    if (!ids)
        return failure(ids.error());
    if (ids->empty())
        return failure(ErrorCode::NotFound, search.isEmpty() ? Trial::tr("There is no product to try it on.")
                                                             : Trial::tr("No product is found for “%1”.").arg(search));
    return findListed(database, ids->front(), marketplace).map([](const ListedProduct &found) {
        return found.present();
    });
}

QString paragraph(const QColor &color, const QString &text)
{
    return u"<p style='margin:2px 0; color:%1'>%2</p>"_s.arg(color.name(), text.toHtmlEscaped());
}

QString costText(const ModelImprovement &improvement)
{
    const QLocale locale;
    return Trial::tr("%1 tokens sent, %2 received, cost %3")
        .arg(locale.toString(improvement.inputTokens), locale.toString(improvement.outputTokens),
             dollarsText(improvement.cost));
}

} // namespace

Result<PromptTrial> tryPrompt(Storage &storage, RateLimits &limits, const PromptTrialOrder &order,
                              const std::stop_token &stop)
{
    const auto key = order.keys(order.provider.key);
    if (!key)
        return failure(key.error());
    const QString marketplace = order.pack->key();
    const auto product = storage
                             .read([search = order.search, marketplace](
                                       Database &database) { return findProduct(database, search, marketplace); },
                                   stop)
                             .result();
    if (!product)
        return failure(product.error());
    const auto chat = openChatModel(order.provider, *key, limits, order.http);
    auto improvement = improveByModel(*chat, order.provider, *product, *order.pack, order.prompt, order.task, stop);
    if (!improvement)
        return failure(improvement.error());
    // What was paid counts in the budget of the day, useful or not.
    const ModelCall call{order.provider.key, order.task.model, improvement->inputTokens, improvement->outputTokens,
                         improvement->cost};
    const auto noted = storage.write([call](Database &database) { return ModelCallRepository(database).note({call}); });
    if (auto written = noted.result(); !written)
        qCWarning(category).noquote() << "What a trial cost is not noted:" << written.error().detail;
    if (improvement->problem)
        return failure(*improvement->problem);
    return PromptTrial{*product, std::move(*improvement)};
}

QString trialHtml(const PromptTrial &trial, const Tokens &tokens)
{
    const ModelImprovement &made = trial.improvement;
    QString html = u"<h4>%1</h4>"_s.arg(trial.product.title().toHtmlEscaped());
    if (!made.proposal)
        html += paragraph(tokens.text, Trial::tr("The model has nothing better for this product."));
    const ProposalDetails details{made.proposal.value_or(Proposal{}), trial.product, trial.product};
    for (const ProposedField &field : details.proposal.fields) {
        html += u"<p style='margin:8px 0 2px 0'><b>%1</b></p>"_s.arg(fieldLabel(field.field).toHtmlEscaped());
        html += diffHtml(
            wordDiff(readableText(field.field, details.presentText(field)), readableText(field.field, field.after)),
            tokens);
        for (const QString &problem : field.problems)
            html += paragraph(tokens.danger, problem);
        for (const DoubtfulFact &mark : field.marks)
            html += paragraph(tokens.warning, mark.reason);
    }
    if (made.proposal)
        html += paragraph(tokens.text,
                          Trial::tr("Score %1 → %2").arg(made.proposal->scoreBefore).arg(made.proposal->scoreAfter));
    return html + paragraph(tokens.textMuted, costText(made));
}

} // namespace listwright
