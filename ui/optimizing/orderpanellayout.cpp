// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What OrderPanel is made of.

#include "services/settings/settings.h"
#include "ui/catalog/taskrunner.h"
#include "ui/optimizing/modelchoice.h"
#include "ui/optimizing/orderpanel.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/flowlayout.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int estimatePause = 300; // milliseconds after the last change

QLabel *wrappingLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

OrderPanel::OrderPanel(Services services, QWidget *parent)
    : QWidget(parent)
    , m_services(std::move(services))
    , m_runner(new TaskRunner(m_services.tasks, this))
    , m_estimator(new TaskRunner(nullptr, this))
    , m_chosen(new QRadioButton(this))
    , m_matching(new QRadioButton(this))
    , m_language(new QComboBox(this))
    , m_model(wrappingLabel(u"orderModelLabel"_s, this))
    , m_budget(new QLineEdit(this))
    , m_amount(wrappingLabel(u"estimateAmountLabel"_s, this))
    , m_languages(wrappingLabel(u"estimateLanguagesLabel"_s, this))
    , m_cost(wrappingLabel(u"estimateCostLabel"_s, this))
    , m_spent(wrappingLabel(u"estimateSpentLabel"_s, this))
    , m_warning(wrappingLabel(u"estimateWarningLabel"_s, this))
    , m_start(new QPushButton(listwright::icon(u"spark"_s, IconColor::OnAccent), tr("Start"), this))
{
    setObjectName(u"orderPanel"_s);
    auto *headline = new QLabel(tr("Improve with AI"), this);
    headline->setFont(titleFont(font()));
    auto *close = new QToolButton(this);
    close->setObjectName(u"closeOrderToolButton"_s);
    close->setIcon(listwright::icon(u"close"_s));
    close->setAccessibleName(tr("Close"));
    setButtonRole(close, ButtonRole::Ghost);
    connect(close, &QToolButton::clicked, this, &OrderPanel::closeRequested);
    auto *top = new QHBoxLayout;
    top->addWidget(headline, 1);
    top->addWidget(close);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, spacing::small, 0);
    column->setSpacing(spacing::large);
    for (QWidget *part : {createSetup(), createForm()})
        column->addWidget(part);
    column->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"orderScrollArea"_s);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    scroll->setMinimumWidth(280);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::large, spacing::medium, spacing::small, spacing::large);
    layout->setSpacing(spacing::medium);
    layout->addLayout(top);
    layout->addWidget(scroll, 1);
    // What it costs is seen without scrolling.
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(0, 0, spacing::small, 0);
    foot->setSpacing(spacing::medium);
    foot->addWidget(createEstimate());
    foot->addWidget(m_start, 0, Qt::AlignRight);
    layout->addLayout(foot);
    m_start->setObjectName(u"startOrderPushButton"_s);
    setButtonRole(m_start, ButtonRole::Primary);
    connect(m_start, &QPushButton::clicked, this, &OrderPanel::start);
    connect(m_runner, &TaskRunner::busyChanged, this, &OrderPanel::updateStart);
    m_estimateTimer.setSingleShot(true);
    m_estimateTimer.setInterval(estimatePause);
    connect(&m_estimateTimer, &QTimer::timeout, this, &OrderPanel::estimate);
    connect(m_services.settings, &Settings::changed, this, [this] {
        if (isVisible())
            checkProvider();
    });
}

QWidget *OrderPanel::createSetup()
{
    auto *card = new QFrame(this);
    card->setObjectName(u"orderSetupFrame"_s);
    setCard(card);
    m_setupText = wrappingLabel(u"orderSetupLabel"_s, card);
    m_setupText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *without = new QLabel(tr("Without AI, the built-in rules make good titles and clean descriptions from what "
                                  "the record says."),
                               card);
    without->setWordWrap(true);
    setTextRole(without, TextRole::Muted);
    auto *settings = new QPushButton(listwright::icon(u"settings"_s, IconColor::OnAccent), tr("Set up AI"), card);
    settings->setObjectName(u"setUpPushButton"_s);
    setButtonRole(settings, ButtonRole::Primary);
    connect(settings, &QPushButton::clicked, this, &OrderPanel::settingsRequested);
    auto *rules = new QPushButton(listwright::icon(u"optimize"_s), tr("Use the built-in rules"), card);
    rules->setObjectName(u"useRulesPushButton"_s);
    connect(rules, &QPushButton::clicked, this, &OrderPanel::useRules);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(spacing::small);
    buttons->addWidget(settings);
    buttons->addWidget(rules);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(spacing::large, spacing::medium, spacing::large, spacing::large);
    layout->setSpacing(spacing::medium);
    layout->addWidget(m_setupText);
    layout->addWidget(without);
    layout->addLayout(buttons);
    m_setup = card;
    card->hide();
    return card;
}

QCheckBox *OrderPanel::createCheck(const QString &name, const QString &text)
{
    auto *check = new QCheckBox(QString(text).replace(u'&', u"&&"_s), this);
    check->setObjectName(name + u"CheckBox");
    connect(check, &QCheckBox::toggled, this, &OrderPanel::onOrderChanged);
    return check;
}

void OrderPanel::fillLanguages(const QString &chosen)
{
    m_language->setObjectName(u"orderLanguageComboBox"_s);
    m_language->setAccessibleName(tr("Language"));
    m_language->addItem(tr("Each marketplace’s own"), QString());
    QStringList codes = listingLanguages();
    if (!chosen.isEmpty() && !codes.contains(chosen))
        codes.prepend(chosen);
    for (const QString &code : codes)
        m_language->addItem(languageName(code), code);
    m_language->setCurrentIndex(std::max(0, m_language->findData(chosen)));
    connect(m_language, &QComboBox::currentIndexChanged, this, &OrderPanel::onOrderChanged);
}

QWidget *OrderPanel::createForm()
{
    const Settings &settings = *m_services.settings;
    const ModelTask task = modelTask(settings);
    m_form = new QWidget(this);
    auto *form = new QFormLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(spacing::medium);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    m_chosen->setObjectName(u"orderChosenRadioButton"_s);
    m_matching->setObjectName(u"orderMatchingRadioButton"_s);
    connect(m_chosen, &QRadioButton::toggled, this, &OrderPanel::onOrderChanged);
    const auto flow = [this](const QList<QWidget *> &widgets) {
        auto *box = new QWidget(m_form);
        auto *line = new FlowLayout(box);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(spacing::medium);
        for (QWidget *widget : widgets)
            line->addWidget(widget);
        return box;
    };
    form->addRow(tr("Products"), flow({m_chosen, m_matching}));
    QList<QWidget *> checks;
    for (const auto &pack : m_services.rulePacks.all()) {
        QCheckBox *check = createCheck(pack->key(), pack->name());
        check->setChecked(pack->key() == settings.text(SettingKey::DefaultMarketplace));
        m_marketplaces.append({pack->key(), check});
        checks.append(check);
    }
    form->addRow(tr("Marketplaces"), flow(checks));
    fillLanguages(task.language);
    form->addRow(tr("Language of the listings; texts are translated where needed"), m_language);
    checks.clear();
    for (const OptimizePart part : allOptimizeParts()) {
        QCheckBox *check = createCheck(optimizePartName(part) + u"Part", optimizePartText(part));
        check->setChecked(task.parts.contains(part));
        m_parts.append({part, check});
        checks.append(check);
    }
    form->addRow(tr("Parts"), flow(checks));
    auto *change = new QPushButton(tr("Change…"), m_form);
    change->setObjectName(u"changeModelPushButton"_s);
    change->setAccessibleName(tr("Change the provider or model"));
    connect(change, &QPushButton::clicked, this, &OrderPanel::settingsRequested);
    auto *model = new QHBoxLayout;
    model->addWidget(m_model, 1);
    model->addWidget(change, 0, Qt::AlignTop);
    form->addRow(tr("Model"), model);
    m_budget->setObjectName(u"orderBudgetLineEdit"_s);
    m_budget->setAccessibleName(tr("Budget in US dollars"));
    m_budget->setPlaceholderText(tr("No limit"));
    m_budget->setText(settings.text(SettingKey::AiBatchBudget));
    connect(m_budget, &QLineEdit::textChanged, this, &OrderPanel::onOrderChanged);
    form->addRow(tr("Budget of this batch, US dollars"), m_budget);
    return m_form;
}

QWidget *OrderPanel::createEstimate()
{
    auto *card = new QFrame(this);
    card->setObjectName(u"estimateFrame"_s);
    setCard(card);
    auto *headline = new QLabel(tr("Before anything is sent"), card);
    setTextRole(headline, TextRole::Muted);
    m_cost->setFont(titleFont(font()));
    for (QLabel *detail : {m_amount, m_languages})
        setTextRole(detail, TextRole::Muted);
    setTextRole(m_warning, TextRole::Warning);
    m_warning->hide();
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(spacing::large, spacing::medium, spacing::large, spacing::medium);
    layout->setSpacing(spacing::tiny);
    for (QWidget *line : std::initializer_list<QWidget *>{headline, m_cost, m_amount, m_languages, m_spent, m_warning})
        layout->addWidget(line);
    m_estimateBox = card;
    return card;
}

} // namespace listwright
