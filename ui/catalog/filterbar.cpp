// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/filterbar.h"

#include "ui/catalog/filtervaluesdialog.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flowlayout.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidgetAction>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int highestScore = 100;

} // namespace

QString FilterBar::nameOf(const QString &value)
{
    return value.isEmpty() ? tr("(none)") : value;
}

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent), m_search(new QLineEdit(this)), m_top(new QHBoxLayout), m_chips(new FlowLayout)
{
    m_search->setObjectName(u"searchLineEdit"_s);
    m_search->setPlaceholderText(tr("Search title, SKU, GTIN, brand, description"));
    m_search->setAccessibleName(tr("Search the catalog"));
    m_search->setToolTip(tr("All words must be found, in any order (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(u"search"_s, IconColor::Muted), QLineEdit::LeadingPosition);
    m_search->setMinimumHeight(spacing::controlHeight);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, &FilterBar::search);
    connect(m_search, &QLineEdit::returnPressed, this, &FilterBar::search);

    m_top->setContentsMargins(0, 0, 0, 0);
    m_top->setSpacing(spacing::small);
    m_top->addWidget(m_search, 1);
    m_source = addMenuButton(tr("Source"), u"sourceToolButton"_s);
    m_brand = addMenuButton(tr("Brand"), u"brandToolButton"_s);
    m_score = addMenuButton(tr("Score"), u"scoreToolButton"_s);
    createScoreMenu();
    m_chips->setContentsMargins(0, 0, 0, 0);
    m_chips->setSpacing(spacing::small);
    createChips();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::medium);
    layout->addLayout(m_top);
    layout->addLayout(m_chips);
}

void FilterBar::search()
{
    m_typing.stop();
    QString words = m_search->text().simplified();
    const auto isSign = [](QChar c) { return c.unicode() < 0x80 && !c.isLetterOrNumber(); };
    if (std::ranges::all_of(words, isSign))
        words.clear(); // no word yet
    if (std::exchange(m_query.search, words) != words)
        changed();
}

QToolButton *FilterBar::addMenuButton(const QString &text, const QString &name)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setAccessibleName(tr("Filter by %1").arg(text));
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMinimumHeight(spacing::controlHeight);
    button->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(button);
    menu->setToolTipsVisible(true);
    connect(menu, &QMenu::aboutToShow, this, &FilterBar::fillMenus); // counts may have come while it was open
    button->setMenu(menu);
    m_top->addWidget(button);
    return button;
}

void FilterBar::addWidget(QWidget *widget)
{
    m_top->addWidget(widget);
}

void FilterBar::createChips()
{
    m_all = new Chip(tr("All"), this);
    m_all->setObjectName(u"allChip"_s);
    m_all->setChecked(true);
    connect(m_all, &QAbstractButton::clicked, this, [this] {
        m_query.statuses.clear();
        changed();
    });
    m_chips->addWidget(m_all);
    for (const ProductStatus status : allProductStatuses()) {
        auto *chip = new Chip(statusText(status), this);
        chip->setObjectName(statusName(status) + u"Chip"_s);
        connect(chip, &QAbstractButton::clicked, this, [this, status](bool on) { toggleStatus(status, on); });
        m_statuses.insert(status, chip);
        m_chips->addWidget(chip);
        chip->hide();
    }
}

void FilterBar::createScoreMenu()
{
    struct Range
    {
        QString text;
        std::optional<int> minimum;
        std::optional<int> maximum;
    };
    QMenu *menu = m_score->menu();
    const QList<Range> ranges{{tr("Any score"), {}, {}},
                              {tr("Below 50: needs work"), {}, 49},
                              {tr("50 to 79: fair"), 50, 79},
                              {tr("80 and above: good"), 80, {}}};
    for (const Range &range : ranges)
        menu->addAction(range.text, this, [this, range] { setScore(range.minimum, range.maximum); });
    menu->addSeparator();
    auto *form = new QWidget(menu);
    auto *layout = new QFormLayout(form);
    m_minimum = new QSpinBox(form);
    m_minimum->setObjectName(u"minimumScoreSpinBox"_s);
    m_minimum->setRange(0, highestScore);
    m_maximum = new QSpinBox(form);
    m_maximum->setObjectName(u"maximumScoreSpinBox"_s);
    m_maximum->setRange(0, highestScore);
    m_maximum->setValue(highestScore);
    layout->addRow(tr("From"), m_minimum);
    layout->addRow(tr("to"), m_maximum);
    connect(m_minimum, &QSpinBox::valueChanged, this, [this] { onScoreEdited(*m_minimum, *m_maximum); });
    connect(m_maximum, &QSpinBox::valueChanged, this, [this] { onScoreEdited(*m_maximum, *m_minimum); });
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(form);
    menu->addAction(action);
}

/** A range turned upside down would show nothing: the other end goes along. */
void FilterBar::onScoreEdited(QSpinBox &edited, QSpinBox &other)
{
    if (m_minimum->value() > m_maximum->value()) {
        const QSignalBlocker blocker(&other);
        other.setValue(edited.value());
    }
    const int minimum = m_minimum->value();
    const int maximum = m_maximum->value();
    setScore(minimum > 0 ? std::optional(minimum) : std::nullopt,
             maximum < highestScore ? std::optional(maximum) : std::nullopt);
}

void FilterBar::setScore(std::optional<int> minimum, std::optional<int> maximum)
{
    const QSignalBlocker first(m_minimum);
    const QSignalBlocker second(m_maximum);
    m_minimum->setValue(minimum.value_or(0));
    m_maximum->setValue(maximum.value_or(highestScore));
    m_query.minimumScore = minimum;
    m_query.maximumScore = maximum;
    changed();
}

void FilterBar::toggleStatus(ProductStatus status, bool on)
{
    m_query.statuses.removeAll(status);
    if (on)
        m_query.statuses.append(status);
    changed();
}

void FilterBar::toggle(QStringList CatalogQuery::*chosen, const QString &value)
{
    if (!(m_query.*chosen).removeOne(value))
        (m_query.*chosen).append(value);
    changed();
}

void FilterBar::setCounts(const CatalogCounts &counts)
{
    if (counts == m_counts)
        return;
    m_counts = counts;
    fillMenus();
    updateChips();
}

void FilterBar::fillMenus()
{
    fillTexts(*m_source->menu(), m_counts.bySource, &CatalogQuery::sourcePlatforms);
    fillTexts(*m_brand->menu(), m_counts.byBrand, &CatalogQuery::brands);
}

void FilterBar::fillTexts(QMenu &menu, const QList<std::pair<QString, qint64>> &values,
                          QStringList CatalogQuery::*chosen)
{
    if (menu.isVisible())
        return; // not under the pointer
    menu.clear();
    if (values.size() >= CatalogReader::countedValues && m_loader) {
        menu.addAction(chosen == &CatalogQuery::brands ? tr("Find another brand…") : tr("Find another source…"), this,
                       [this, chosen] { findValues(chosen); });
        menu.addSeparator();
    }
    for (const auto &[value, count] : values) {
        QString label = nameOf(value);
        label.replace(u'&', u"&&"_s);
        QAction *action = menu.addAction(label + u'\t' + locale().toString(count));
        action->setCheckable(true);
        action->setChecked((m_query.*chosen).contains(value));
        connect(action, &QAction::triggered, this, [this, chosen, text = value] { toggle(chosen, text); });
    }
    if (values.isEmpty())
        menu.addAction(tr("Nothing to choose from"))->setEnabled(false);
}

void FilterBar::findValues(QStringList CatalogQuery::*chosen)
{
    const bool brands = chosen == &CatalogQuery::brands;
    const auto loader = [load = m_loader, query = m_query,
                         column = brands ? CatalogColumn::Brand : CatalogColumn::Source](
                            const QString &words, int limit, std::stop_token stop) {
        return load(query, column, words, limit, std::move(stop));
    };
    auto *dialog = new FilterValuesDialog(brands ? tr("Brand") : tr("Source"), loader, m_query.*chosen, this);
    connect(dialog, &FilterValuesDialog::toggled, this,
            [this, chosen](const QString &value) { toggle(chosen, value); });
    dialog->open();
}

void FilterBar::updateChips()
{
    qint64 total = 0;
    for (const auto &[status, count] : m_counts.byStatus) {
        total += count;
        Chip *chip = m_statuses.value(status);
        chip->setCount(count);
        chip->setChecked(m_query.statuses.contains(status));
        chip->setVisible(count > 0 || chip->isChecked());
    }
    m_all->setCount(total);
    m_all->setChecked(m_query.statuses.isEmpty());
}

void FilterBar::addFilterChip(const QString &text, const std::function<void()> &remove)
{
    auto *chip = new Chip(text, this);
    chip->setObjectName(u"filterChip"_s);
    chip->setRemovable(true);
    connect(chip, &Chip::removed, this, remove, Qt::QueuedConnection);
    m_chips->addWidget(chip);
    m_filters.append(chip);
}

void FilterBar::updateFilterChips()
{
    for (Chip *chip : std::exchange(m_filters, {}))
        chip->deleteLater();
    for (const QString &source : m_query.sourcePlatforms)
        addFilterChip(tr("Source: %1").arg(nameOf(source)),
                      [this, source] { toggle(&CatalogQuery::sourcePlatforms, source); });
    for (const QString &brand : m_query.brands)
        addFilterChip(tr("Brand: %1").arg(nameOf(brand)), [this, brand] { toggle(&CatalogQuery::brands, brand); });
    if (m_query.minimumScore || m_query.maximumScore)
        addFilterChip(
            tr("Score %1–%2").arg(m_query.minimumScore.value_or(0)).arg(m_query.maximumScore.value_or(highestScore)),
            [this] { setScore({}, {}); });
}

void FilterBar::changed()
{
    updateChips();
    updateFilterChips();
    fillMenus();
    Q_EMIT queryChanged();
}

bool FilterBar::hasFilters() const
{
    CatalogQuery none;
    none.sortColumn = m_query.sortColumn;
    none.descending = m_query.descending;
    return m_query != none;
}

void FilterBar::clear()
{
    m_query = {};
    m_search->clear();
    m_typing.stop(); // its button to clear follows the signal, so it is not blocked
    setScore({}, {});
}

void FilterBar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void FilterBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && (hasFilters() || !m_search->text().isEmpty()))
        clear();
    else
        QWidget::keyPressEvent(event);
}

} // namespace listwright
