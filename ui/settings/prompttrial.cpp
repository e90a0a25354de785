// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/prompttrial.h"

#include "services/optimizing/countedchat.h"
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

Result<std::unique_ptr<ChatModel>> openModel(const PromptTrialOrder &order, RateLimits &limits)
{
    return order.keys(order.provider.key).map([&](const QString &key) {
        return openChatModel(order.provider, key, limits, order.settings.http);
    });
}

QString paragraph(const QColor &color, const QString &text)
{
    return u"<p style='margin:2px 0; color:%1'>%2</p>"_s.arg(color.name(), text.toHtmlEscaped());
}

QString spentText(const ModelImprovement &improvement, const ModelTask &task)
{
    const QLocale locale;
    return Trial::tr("%1 tokens sent, %2 received, cost %3")
        .arg(locale.toString(improvement.inputTokens), locale.toString(improvement.outputTokens),
             costText(improvement.cost, task.provider, task.model));
}

} // namespace

Result<PromptTrial> tryPrompt(Storage &storage, RateLimits &limits, const PromptTrialOrder &order,
                              const std::stop_token &stop)
{
    const Budgets budgets{.daily = order.settings.dailyBudget};
    if (auto known = checkPrices(budgets, order.provider, {order.task.model}); !known)
        return failure(known.error());
    const QString marketplace = order.pack->key();
    const auto product = storage
                             .read([search = order.search, marketplace](
                                       Database &database) { return findProduct(database, search, marketplace); },
                                   stop)
                             .result();
    if (!product)
        return failure(product.error());
    Spending alone;
    Spending &spending = order.spending ? *order.spending : alone;
    const auto note = [&storage](const QList<ModelCall> &calls) {
        return storage.write([calls](Database &database) { return ModelCallRepository(database).note(calls); })
            .result();
    };
    CountedChat chat(order.provider,
                     {.open = [&] { return openModel(order, limits); },
                      .setAside = [&](qint64 cost) { return spending.setAside(storage, {}, budgets, cost, stop); },
                      .settle = [&](const ModelCall &call) { return note({call}); },
                      .timeout = order.settings.timeout});
    auto improvement = improveByModel(chat, order.provider, *product, *order.pack, order.prompt, order.task, stop);
    // What was paid counts in the budget of the day, useful or not.
    if (auto written = note(chat.notes()); !written)
        qCWarning(category).noquote() << "What a trial cost is not noted:" << written.error().detail;
    if (!improvement)
        return failure(improvement.error());
    if (improvement->problem)
        return failure(*improvement->problem);
    return PromptTrial{*product, std::move(*improvement), order.task};
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
    return html + paragraph(tokens.textMuted, spentText(made, trial.task));
}

} // namespace listwright
