// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/promptsection.h"

#include "models/tables/whenfinished.h"
#include "services/optimizing/prompt.h"
#include "services/storage/promptrepository.h"
#include "services/storage/storage.h"
#include "ui/activity/activitymodels.h"
#include "ui/catalog/taskrunner.h"
#include "ui/optimizing/modelchoice.h"
#include "ui/review/worddiff.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

constexpr int editorHeight = 260;
constexpr int differenceHeight = 180;
constexpr int trialHeight = 240;

/** Newest first; the last one is what counts without them. */
Result<QList<Prompt>> readVersions(Database &database, const QString &marketplace, const QString &language)
{
    const auto saved = PromptRepository(database).versions(marketplace, language);
    if (!saved)
        return failure(saved.error());
    QList<Prompt> versions;
    for (const SavedPrompt &version : *saved)
        versions.append(promptOf(version));
    return promptWithoutOwn(database, marketplace, language).map([&](const Prompt &otherwise) {
        versions.append(otherwise);
        return versions;
    });
}

QLabel *heading(const QString &text, QWidget *input)
{
    auto *label = new QLabel(text, input->parentWidget());
    label->setBuddy(input);
    label->setContentsMargins(0, spacing::medium, 0, 0);
    return label;
}

QTextBrowser *addBrowser(const QString &name, const QString &accessibleName, int height, QWidget *parent)
{
    auto *browser = new QTextBrowser(parent);
    browser->setObjectName(name);
    browser->setAccessibleName(accessibleName);
    browser->setOpenLinks(false);
    browser->setFixedHeight(height);
    browser->hide();
    return browser;
}

} // namespace

PromptSection::PromptSection(const Services &services, QWidget *parent)
    : SettingsSection(services, u"promptSection"_s, tr("Prompts"),
                      tr("What the model is told, for each marketplace and language. Every version is kept; each "
                         "proposal says which one made it."),
                      parent)
    , m_runner(new TaskRunner(services.tasks, this))
{
    setIconName(u"document"_s);
    addChoices();
    addEditor();
    addVersions();
    addTrial();
    updateButtons();
}

void PromptSection::addChoices()
{
    m_marketplace = new QComboBox(this);
    m_marketplace->setObjectName(u"promptMarketplaceComboBox"_s);
    m_marketplace->addItem(tr("Any marketplace"), QString());
    for (const auto &pack : services().rulePacks.all())
        m_marketplace->addItem(pack->name(), pack->key());
    m_marketplace->setCurrentIndex(
        std::max(0, m_marketplace->findData(services().settings->text(SettingKey::DefaultMarketplace))));
    m_language = new QComboBox(this);
    m_language->setObjectName(u"promptLanguageComboBox"_s);
    m_language->addItem(tr("Any language"), QString());
    const QStringList codes = listingLanguages();
    for (const QString &code : codes)
        m_language->addItem(languageName(code), code);
    for (QComboBox *choice : {m_marketplace, m_language}) {
        ignoreWheel(choice);
        connect(choice, &QComboBox::activated, this, [this] { load(true); });
    }
    addRow(tr("Marketplace"), m_marketplace);
    addRow(tr("Language"), m_language,
           tr("The prompt for exactly this language counts before the one for any language."));
}

void PromptSection::addEditor()
{
    m_text = new QPlainTextEdit(this);
    m_text->setObjectName(u"promptTextEdit"_s);
    m_text->setAccessibleName(tr("Text of the prompt"));
    m_text->setFixedHeight(editorHeight);
    m_text->setTabChangesFocus(true);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        updateButtons();
        showDifference();
    });
    QStringList names;
    const QStringList placeholders = promptPlaceholders();
    for (const QString &name : placeholders)
        names.append(u'{' + name + u'}');
    auto *hint = new QLabel(tr("Filled in when it is sent: %1. The product itself is added below, marked as data.")
                                .arg(names.join(u", "_s)),
                            this);
    hint->setTextFormat(Qt::PlainText);
    hint->setWordWrap(true);
    hint->setFont(smallFont(font()));
    setTextRole(hint, TextRole::Muted);
    m_save = new QPushButton(tr("Save as a new version"), this);
    m_save->setObjectName(u"savePromptPushButton"_s);
    setButtonRole(m_save, ButtonRole::Primary);
    connect(m_save, &QPushButton::clicked, this, &PromptSection::save);
    m_discard = new QPushButton(tr("Discard the changes"), this);
    m_discard->setObjectName(u"discardPromptPushButton"_s);
    connect(m_discard, &QPushButton::clicked, this, [this] { load(true); });
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(spacing::small);
    buttons->addWidget(m_save);
    buttons->addWidget(m_discard);
    buttons->addStretch();
    body()->addSpacing(spacing::medium);
    body()->addWidget(m_text);
    body()->addWidget(hint);
    body()->addSpacing(spacing::small);
    body()->addLayout(buttons);
    m_result = addLine(u"promptResultLabel"_s);
    m_result->setTextFormat(Qt::PlainText);
    m_result->hide();
}

void PromptSection::addVersions()
{
    m_version = new QComboBox(this);
    m_version->setObjectName(u"promptVersionComboBox"_s);
    m_version->setAccessibleName(tr("Version to compare with"));
    ignoreWheel(m_version);
    connect(m_version, &QComboBox::currentIndexChanged, this, &PromptSection::showDifference);
    m_takeBack = new QPushButton(tr("Go back to this version"), this);
    m_takeBack->setObjectName(u"takeBackPromptPushButton"_s);
    m_takeBack->setToolTip(tr("Saves its text as the newest version"));
    connect(m_takeBack, &QPushButton::clicked, this, &PromptSection::takeBack);
    auto *line = new QHBoxLayout;
    line->setSpacing(spacing::small);
    line->addWidget(m_version, 1);
    line->addWidget(m_takeBack);
    m_difference =
        addBrowser(u"promptDifferenceTextBrowser"_s, tr("What differs from the text above"), differenceHeight, this);
    body()->addWidget(heading(tr("Compare the text above with"), m_version));
    body()->addLayout(line);
    body()->addWidget(m_difference);
}

void PromptSection::addTrial()
{
    m_product = new QLineEdit(this);
    m_product->setObjectName(u"trialProductLineEdit"_s);
    m_product->setAccessibleName(tr("Product to try the prompt on"));
    m_product->setPlaceholderText(tr("SKU, GTIN or words of the title; empty: the last changed"));
    connect(m_product, &QLineEdit::returnPressed, this, &PromptSection::tryPrompt);
    m_try = new QPushButton(tr("Try"), this);
    m_try->setObjectName(u"tryPromptPushButton"_s);
    connect(m_try, &QPushButton::clicked, this, &PromptSection::tryPrompt);
    connect(m_runner, &TaskRunner::busyChanged, this, &PromptSection::updateButtons);
    connect(services().settings, &Settings::changed, this, &PromptSection::updateButtons);
    auto *line = new QHBoxLayout;
    line->setSpacing(spacing::small);
    line->addWidget(m_product, 1);
    line->addWidget(m_try);
    m_trial = addBrowser(u"promptTrialTextBrowser"_s, tr("What the model makes of the product"), trialHeight, this);
    body()->addWidget(heading(tr("Try the text above on a product; nothing is stored"), m_product));
    body()->addLayout(line);
    body()->addWidget(m_trial);
}

QString PromptSection::marketplace() const
{
    return m_marketplace->currentData().toString();
}

QString PromptSection::language() const
{
    return m_language->currentData().toString();
}

void PromptSection::showEvent(QShowEvent *event)
{
    SettingsSection::showEvent(event);
    if (!std::exchange(m_loaded, true))
        load(true);
}

void PromptSection::load(bool show)
{
    const quint64 request = ++m_request;
    const auto work = [marketplace = marketplace(), language = language()](Database &database) {
        return readVersions(database, marketplace, language);
    };
    whenFinished(services().storage->read(work), this,
                 [this, request, show](const Result<QList<Prompt>> &versions) { onLoaded(request, versions, show); });
}

void PromptSection::onLoaded(quint64 request, const Result<QList<Prompt>> &versions, bool show)
{
    if (request != m_request)
        return;
    if (!versions) {
        say(versions.error().message, false);
        return;
    }
    m_versions = *versions;
    fillVersions();
    if (show) {
        m_result->hide();
        m_text->setPlainText(m_versions.first().text);
    }
    updateButtons();
    showDifference();
}

QString PromptSection::versionText(const Prompt &version) const
{
    if (version.version == 0)
        return tr("The one that comes with Listwright");
    const QString text =
        tr("Version %1, %2").arg(version.version).arg(momentText(version.createdAt, QDateTime::currentDateTimeUtc()));
    if (version.marketplace == marketplace() && version.language == language())
        return text;
    const int place = m_marketplace->findData(version.marketplace);
    return tr("%1 · %2: %3", "marketplace, language, version of a prompt")
        .arg(place < 0 ? version.marketplace : m_marketplace->itemText(place),
             m_language->itemText(std::max(0, m_language->findData(version.language))), text);
}

void PromptSection::fillVersions()
{
    const QSignalBlocker quiet(m_version);
    m_version->clear();
    for (const Prompt &version : m_versions) {
        QString text = versionText(version);
        if (&version == &m_versions.first())
            text = tr("%1 (in use)").arg(text);
        m_version->addItem(text);
    }
    m_version->setCurrentIndex(0);
}

const Prompt *PromptSection::chosenVersion() const
{
    const int row = m_version->currentIndex();
    return row >= 0 && row < m_versions.size() ? &m_versions[row] : nullptr;
}

void PromptSection::showDifference()
{
    const Prompt *version = chosenVersion();
    const bool differs = version && version->text != m_text->toPlainText();
    m_difference->setVisible(differs);
    if (differs)
        showDiff(*m_difference, wordDiff(version->text, m_text->toPlainText()), tokens(this));
    updateButtons();
}

void PromptSection::updateButtons()
{
    const bool writable = !services().storage->isReadOnly();
    const bool changed = !m_versions.isEmpty() && m_text->toPlainText() != m_versions.first().text;
    m_save->setEnabled(writable && changed);
    m_discard->setEnabled(changed);
    if (m_takeBack)
        m_takeBack->setEnabled(writable && m_version->currentIndex() > 0);
    if (!m_try)
        return;
    const bool provider = chosenProvider(*services().settings).has_value() && services().limits;
    m_try->setEnabled(provider && !m_runner->isBusy() && !m_text->toPlainText().isEmpty());
    m_try->setToolTip(provider ? tr("Asks the model once; it costs what one question costs")
                               : tr("Choose a provider in the section AI first"));
}

void PromptSection::takeBack()
{
    if (const Prompt *version = chosenVersion()) {
        m_text->setPlainText(version->text);
        save();
    }
}

void PromptSection::save()
{
    const QString text = m_text->toPlainText();
    if (const auto fine = checkPrompt(text); !fine) {
        say(fine.error().message, false);
        return;
    }
    const auto work = [marketplace = marketplace(), language = language(), text](Database &database) {
        return PromptRepository(database).save(marketplace, language, text, u"user"_s).map(promptOf);
    };
    whenFinished(services().storage->write(work), this, [this](const Result<Prompt> &saved) { onSaved(saved); });
}

void PromptSection::onSaved(const Result<Prompt> &saved)
{
    if (!saved) {
        say(saved.error().message, false);
        return;
    }
    say(tr("Saved as version %1; it counts from the next question on.").arg(saved->version), true);
    load(false);
}

void PromptSection::tryPrompt()
{
    const auto provider = chosenProvider(*services().settings);
    if (!provider || !m_try->isEnabled())
        return;
    if (const auto fine = checkPrompt(m_text->toPlainText()); !fine) {
        say(fine.error().message, false);
        return;
    }
    const Settings &settings = *services().settings;
    PromptTrialOrder order{*provider,
                           providerKeys(services().secrets, environmentKey(settings)),
                           optimizationSettings(settings),
                           services().rulePacks.find(marketplace()),
                           {},
                           modelTask(settings),
                           m_product->text().trimmed()};
    order.spending = services().spending;
    if (!order.pack)
        order.pack = services().rulePacks.find(settings.text(SettingKey::DefaultMarketplace));
    if (!order.pack)
        return;
    order.prompt = {marketplace(), language(), 0, m_text->toPlainText()};
    order.task.strongModel.clear(); // it is this model that is being tried
    if (!language().isEmpty())
        order.task.language = language();
    order.task = taskFor(order.task, order.pack->key());
    m_result->hide();
    m_runner->run<PromptTrial>(
        tr("Trying the prompt"),
        [storage = services().storage, limits = services().limits, order](TaskProgress &, const std::stop_token &stop) {
            return listwright::tryPrompt(*storage, *limits, order, stop);
        },
        [this](const Result<PromptTrial> &trial) { onTried(trial); });
}

void PromptSection::onTried(const Result<PromptTrial> &trial)
{
    m_trial->setVisible(trial.has_value());
    if (!trial) {
        m_shownTrial.reset();
        say(trial.error().message, false);
        return;
    }
    m_shownTrial = *trial;
    m_trial->setHtml(trialHtml(*trial, tokens(this)));
}

void PromptSection::changeEvent(QEvent *event)
{
    SettingsSection::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || !m_trial)
        return;
    showDifference();
    if (m_shownTrial)
        m_trial->setHtml(trialHtml(*m_shownTrial, tokens(this)));
}

void PromptSection::say(const QString &text, bool good)
{
    m_result->setText(text);
    setTextRole(m_result, good ? TextRole::Success : TextRole::Danger);
    m_result->show();
}

} // namespace listwright
