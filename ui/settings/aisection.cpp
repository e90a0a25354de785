// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/aisection.h"

#include "services/optimizing/chatmodel.h"
#include "ui/catalog/taskrunner.h"
#include "ui/optimizing/modelchoice.h"
#include "ui/settings/keyfield.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

ProviderKeys keysOf(const Services &services)
{
    return providerKeys(services.secrets, environmentKey(*services.settings));
}

/** The model of a provider with its key; blocks. */
Result<std::unique_ptr<ChatModel>> openModel(const Provider &provider, const QString &typedKey,
                                             const ProviderKeys &keys, RateLimits &limits, const HttpOptions &options)
{
    QString key = typedKey;
    if (key.isEmpty()) {
        auto kept = keys(provider.key);
        if (!kept)
            return failure(kept.error());
        key = *kept;
    }
    if (key.isEmpty() && provider.needsKey)
        return failure(ErrorCode::Unauthorized,
                       AiSection::tr("There is no key for %1 yet. Get one at %2 and enter it above.")
                           .arg(provider.name, provider.keyPage));
    return openChatModel(provider, key, limits, options);
}

} // namespace

AiSection::AiSection(const Services &services, QWidget *parent)
    : SettingsSection(services, u"aiSection"_s, tr("AI"),
                      tr("Which language model writes better listings. It is asked only when you order it, and what it "
                         "writes is a proposal that you review. Without one, the built-in rules do the work."),
                      parent)
    , m_runner(new TaskRunner(nullptr, this))
{
    setIconName(u"spark"_s);
    addProvider();
    addKey();
    addModels();
    addConnection();
    addLimits();
    showProvider();
    m_chosenProvider = m_shownProvider;
}

void AiSection::addProvider()
{
    QList<std::pair<QString, QString>> choices{{rulesProvider, tr("Built-in rules, no AI")}};
    const QList<Provider> presets = providerPresets();
    for (const Provider &preset : presets)
        choices.append({preset.key, preset.name});
    m_provider = addChoice(SettingKey::AiProvider, tr("Provider"), choices,
                           tr("Only texts and facts of the product are sent, never prices, stock or customers."));
    connect(m_provider, &QComboBox::activated, this, &AiSection::onProviderChosen);
    connect(services().settings, &Settings::changed, this, [this](SettingKey key) {
        if (key == SettingKey::AiProvider || key == SettingKey::AiBaseUrl)
            showProvider();
    });
    m_baseUrl = addText(SettingKey::AiBaseUrl, tr("Address"), tr("Empty: the provider’s own."));
}

void AiSection::addKey()
{
    m_key = new KeyField(services(), this);
    connect(m_key, &KeyField::said, this, &AiSection::say);
    addRow(tr("Key"), m_key);
}

QComboBox *AiSection::addModel(SettingKey key, const QString &label, const QString &hint)
{
    auto *input = new QComboBox(this);
    input->setObjectName(stem(key) + u"ComboBox");
    input->setEditable(true);
    input->setInsertPolicy(QComboBox::NoInsert);
    input->lineEdit()->setObjectName(stem(key) + u"LineEdit");
    input->lineEdit()->setAccessibleName(label);
    ignoreWheel(input);
    const auto keep = [this, key, input] {
        const QString text = input->currentText().trimmed();
        if (text != services().settings->text(key))
            report(services().settings->setText(key, text));
    };
    connect(input->lineEdit(), &QLineEdit::editingFinished, this, keep);
    connect(input, &QComboBox::activated, this, keep);
    const auto show = [this, key, input] { input->setEditText(services().settings->text(key)); };
    connect(services().settings, &Settings::changed, input, [key, show](SettingKey changed) {
        if (changed == key)
            show();
    });
    show();
    QString shownHint = hint;
    lock(key, input, shownHint);
    addRow(label, input, shownHint);
    return input;
}

void AiSection::addModels()
{
    m_model = addModel(SettingKey::AiModel, tr("Model"), tr("Empty: the one that the provider is known for."));
    m_strongModel = addModel(SettingKey::AiStrongModel, tr("Stronger model"),
                             tr("Asked only where the first one’s text breaks rules or scores too low. Empty: never."));
    m_goodScore = addNumber(SettingKey::AiGoodScore, tr("Good enough from"),
                            tr("Quality score below which the stronger model is asked."));
}

void AiSection::addConnection()
{
    auto *box = new QWidget(this);
    m_test = new QPushButton(tr("Test"), box);
    m_test->setObjectName(u"testModelPushButton"_s);
    m_test->setToolTip(tr("Asks the model one short question"));
    m_fetch = new QPushButton(tr("Fetch models"), box);
    m_fetch->setObjectName(u"fetchModelsPushButton"_s);
    m_fetch->setToolTip(tr("Lists the models that your key may use"));
    m_result = new QLabel(box);
    m_result->setObjectName(u"modelResultLabel"_s);
    m_result->setWordWrap(true);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_result->setMinimumHeight(2 * m_result->fontMetrics().height());
    m_result->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto *line = new QHBoxLayout;
    line->setSpacing(spacing::small);
    line->addWidget(m_test);
    line->addWidget(m_fetch);
    line->addStretch();
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::tiny);
    column->addLayout(line);
    column->addWidget(m_result);
    addRow(tr("Connection"), box);
    connect(m_test, &QPushButton::clicked, this, &AiSection::test);
    connect(m_fetch, &QPushButton::clicked, this, &AiSection::fetchModels);
}

QLineEdit *AiSection::addBudget(SettingKey key, const QString &label, const QString &hint)
{
    QLineEdit *input = addText(key, label, hint);
    input->setPlaceholderText(tr("No limit"));
    return input;
}

void AiSection::addLimits()
{
    addBudget(SettingKey::AiDailyBudget, tr("Budget for a day"),
              tr("In US dollars, such as 2.50. When it is used up, the rest of the jobs is cancelled cleanly."));
    addBudget(SettingKey::AiBatchBudget, tr("Budget for a batch"),
              tr("In US dollars. Offered when you order improvements; you can change it there."));
    addNumber(SettingKey::AiCacheHours, tr("Keep answers"),
              tr("The same question within this time costs once. 0: never kept."))
        ->setSuffix(tr(" hours"));
    QSpinBox *gain =
        addNumber(SettingKey::AiAcceptGain, tr("Accept at once"),
                  tr("A proposal without problems and doubtful facts is accepted without you when the quality score "
                     "gains at least so many points. It can be undone like any other."));
    gain->setSpecialValueText(tr("Never"));
    gain->setPrefix(tr("from "));
    gain->setSuffix(tr(" points"));
    addNumber(SettingKey::AiConcurrency, tr("Questions at once"),
              tr("Fewer are asked by themselves while the provider says that it is too many."));
    addNumber(SettingKey::AiTimeout, tr("Time for an answer"),
              tr("A model on your own computer may need longer, above all when several questions are asked at once."))
        ->setSuffix(tr(" seconds"));
    addText(SettingKey::AiProxy, tr("Proxy"), tr("Such as http://proxy.example:3128. Empty: what the system says."));
    addText(SettingKey::AiCaFile, tr("Certificates"),
            tr("A file (PEM) with further authorities to trust, where your company has its own."));
}

void AiSection::onProviderChosen()
{
    const QString chosen = m_provider->currentData().toString();
    const QString left = std::exchange(m_chosenProvider, chosen);
    if (chosen == left)
        return;
    // Names of models and the address belong to the provider that was left.
    report(changeAddress(*services().settings, left, chosen));
    for (const SettingKey key : {SettingKey::AiModel, SettingKey::AiStrongModel}) {
        if (!services().settings->isLocked(key))
            report(services().settings->reset(key));
    }
    m_key->clearTyped();
    m_model->clear();
    m_strongModel->clear();
    m_result->clear();
    showProvider();
}

void AiSection::showProvider()
{
    m_shownProvider = services().settings->text(SettingKey::AiProvider);
    const auto provider = chosenProvider(*services().settings);
    for (QWidget *input : std::initializer_list<QWidget *>{m_baseUrl, m_key, m_model, m_strongModel, m_goodScore,
                                                           m_test->parentWidget()})
        form()->setRowVisible(input->parentWidget(), provider.has_value());
    m_test->setEnabled(services().limits && !m_runner->isBusy());
    m_fetch->setEnabled(services().limits && !m_runner->isBusy());
    if (!provider)
        return;
    const auto preset = findProvider(provider->key);
    m_baseUrl->setPlaceholderText(preset ? preset->baseUrl.toString() : QString());
    m_model->lineEdit()->setPlaceholderText(provider->defaultModel);
    m_strongModel->lineEdit()->setPlaceholderText(
        provider->strongModel.isEmpty() ? tr("None") : tr("None; for example %1").arg(provider->strongModel));
    m_key->showProvider(*provider);
}

std::optional<AiSection::Access> AiSection::access()
{
    const auto provider = chosenProvider(*services().settings);
    if (!provider || !services().limits)
        return {};
    return Access{*provider, m_key->typed()};
}

void AiSection::fetchModels()
{
    const auto asked = access();
    if (!asked)
        return;
    setBusy(true);
    m_runner->run<QStringList>(
        {},
        [asked = *asked, keys = keysOf(services()), limits = services().limits,
         options = optimizationSettings(*services().settings).http](
            TaskProgress &, const std::stop_token &stop) -> Result<QStringList> {
            auto model = openModel(asked.provider, asked.typedKey, keys, *limits, options);
            return model ? (*model)->models(stop) : failure(model.error());
        },
        [this, provider = asked->provider.key](const Result<QStringList> &names) {
            setBusy(false);
            if (provider != m_shownProvider)
                return;
            if (!names) {
                say(names.error().message, TextRole::Danger);
                return;
            }
            for (QComboBox *choice : {m_model, m_strongModel}) {
                const QString chosen = choice->currentText();
                choice->clear();
                choice->addItems(*names);
                choice->setCurrentIndex(-1);
                choice->setEditText(chosen);
            }
            say(tr("%Ln model(s) can be chosen above.", nullptr, static_cast<int>(names->size())), TextRole::Success);
        });
}

void AiSection::test()
{
    const auto asked = access();
    if (!asked)
        return;
    setBusy(true);
    const QString name = modelTask(*services().settings).model;
    m_runner->run<void>(
        {},
        [asked = *asked, name, keys = keysOf(services()), limits = services().limits,
         options = optimizationSettings(*services().settings).http](TaskProgress &,
                                                                    const std::stop_token &stop) -> Result<void> {
            const auto model = openModel(asked.provider, asked.typedKey, keys, *limits, options);
            return model ? testChatModel(**model, name, stop) : failure(model.error());
        },
        [this, name, provider = asked->provider](const Result<void> &works) {
            setBusy(false);
            if (provider.key == m_shownProvider)
                say(works ? tr("%1 answers with the model %2.").arg(provider.name, name) : works.error().message,
                    works ? TextRole::Success : TextRole::Danger);
        });
}

void AiSection::setBusy(bool busy)
{
    m_test->setEnabled(!busy);
    m_fetch->setEnabled(!busy);
    if (busy)
        say(tr("Asking the provider…"), TextRole::Muted);
}

void AiSection::say(const QString &text, TextRole role)
{
    m_result->setText(text);
    setTextRole(m_result, role);
}

} // namespace listwright
