// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/catalogpage.h"

#include "models/tables/whenfinished.h"
#include "services/settings/settings.h"
#include "services/storage/storage.h"
#include "ui/catalog/catalogdelegate.h"
#include "ui/catalog/catalogview.h"
#include "ui/catalog/columncommands.h"
#include "ui/catalog/detailpanel.h"
#include "ui/catalog/filterbar.h"
#include "ui/catalog/productactions.h"
#include "ui/catalog/selectionbar.h"
#include "ui/catalog/validationpanel.h"
#include "ui/exporting/exportpanel.h"
#include "ui/importing/importpanel.h"
#include "ui/optimizing/orderpanel.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/notifications.h"

#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int countPause = 250; // milliseconds between two counts while an import runs

} // namespace

CatalogPage::CatalogPage(Services services, QWidget *parent)
    : Page(parent)
    , m_services(std::move(services))
    , m_model(new CatalogModel(catalogLoader(*m_services.storage), this))
    , m_actions(new ProductActions(m_services, this))
    , m_filters(new FilterBar(this))
    , m_view(new CatalogView(this))
    , m_columns(new ColumnCommands(m_view, *m_model, this))
    , m_selectionBar(new SelectionBar(m_services.rulePacks, this))
    , m_pages(new QStackedWidget(this))
    , m_center(new QStackedWidget(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_side(new QStackedWidget(this))
    , m_details(new DetailPanel(m_services, this))
    , m_export(new ExportPanel(m_services, this))
    , m_validation(new ValidationPanel(this))
    , m_order(new OrderPanel(m_services, this))
    , m_import(new ImportPanel(m_services, this))
    , m_progress(new QVBoxLayout)
{
    setObjectName(u"catalogPage"_s);
    setFocusProxy(m_view);
    createActions();
    createEmptyStates();
    layOut();
    connectModel();
    connectSelection();
    connectPanels();
    restoreState();
    m_countTimer.setSingleShot(true);
    m_countTimer.setInterval(countPause);
    connect(&m_countTimer, &QTimer::timeout, this, &CatalogPage::requestCounts);
    onFiltersChanged();
}

CatalogPage::~CatalogPage()
{
    m_countStop.request_stop();
    saveState();
}

QIcon CatalogPage::icon() const
{
    return listwright::icon(u"catalog"_s);
}

void CatalogPage::layOut()
{
    m_side->addWidget(m_details);
    m_side->addWidget(m_export);
    m_side->addWidget(m_validation);
    m_side->addWidget(m_order);
    m_side->hide();
    m_splitter->setObjectName(u"catalogSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(createTable());
    m_splitter->addWidget(m_side);
    m_splitter->setStretchFactor(0, 1);
    auto *catalog = new QWidget(this);
    auto *layout = new QVBoxLayout(catalog);
    layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::large);
    layout->setSpacing(spacing::medium);
    layout->addWidget(m_filters);
    layout->addLayout(m_progress);
    layout->addWidget(m_splitter, 1);
    m_pages->addWidget(catalog);
    m_pages->addWidget(m_import);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_pages);
}

QWidget *CatalogPage::createTable()
{
    m_view->setObjectName(u"catalogTableView"_s);
    m_view->setAccessibleName(tr("Products"));
    m_view->setItemDelegate(new CatalogDelegate(m_view));
    m_view->setModel(m_model);
    m_view->setStretchedColumn(static_cast<int>(CatalogColumn::Title), static_cast<int>(CatalogColumn::Status));
    m_model->followSelection(m_view->selectionModel());
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    auto *card = new QFrame(this);
    setCard(card);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_view);
    m_center->addWidget(card);
    m_center->addWidget(m_empty);
    m_center->addWidget(m_noMatch);
    auto *column = new QWidget(this);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::small);
    layout->addWidget(m_center, 1);
    layout->addWidget(m_selectionBar);
    m_selectionBar->hide();
    return column;
}

void CatalogPage::createEmptyStates()
{
    m_empty = new EmptyState(u"drop"_s, tr("Bring your products in"),
                             tr("Drop a CSV or JSON file here. You see how it will be read before anything is stored. "
                                "Or let n8n and scripts send products while Listwright runs."),
                             this);
    m_empty->setObjectName(u"emptyCatalogState"_s);
    m_empty->addButton(m_importAction);
    m_empty->addButton(m_sampleAction);
    m_empty->addButton(m_receiveAction);
    m_noMatch =
        new EmptyState(u"search"_s, tr("No product matches"), tr("Use fewer words, or take filters away."), this);
    m_noMatch->setObjectName(u"noMatchState"_s);
    m_noMatch->addButton(m_clearFiltersAction);
}

void CatalogPage::connectModel()
{
    connect(m_filters, &FilterBar::queryChanged, this, &CatalogPage::onFiltersChanged);
    m_filters->setValueLoader([storage = m_services.storage](const CatalogQuery &query, CatalogColumn column,
                                                             const QString &words, int limit, std::stop_token stop) {
        return loadFilterValues(*storage, query, column, words, limit, std::move(stop));
    });
    connect(m_services.storage, &Storage::changed, this, &CatalogPage::onStorageChanged);
    connect(m_services.storage, &Storage::searchIndexed, this, [this] {
        if (m_model->query().search.isEmpty())
            return;
        m_model->refresh();
        m_countTimer.start();
    });
    connect(m_model, &CatalogModel::completed, this, [this] {
        if (m_allChosen)
            m_view->selectAll();
        updateEmptyState();
        onSelectionChanged();
    });
    connect(m_model, &CatalogModel::loadFailed, m_services.notifications,
            [notifications = m_services.notifications](const Error &error) { notifications->error(error); });
    connect(m_model, &CatalogModel::edited, this,
            [this](qint64, ProductField field, qint64 changeSet) { m_actions->announceEdit(field, changeSet); });
    connect(m_model, &CatalogModel::editFailed, this,
            [this](qint64, const Error &error) { m_services.notifications->error(error); });
    connect(m_model, &CatalogModel::editNotStored, this,
            [this](qint64 id, ProductField field, const QString &value, const QString &seen, const Error &error) {
                onEditNotStored(id, {field, {}, value, {}, seen}, error);
            });
    connect(m_view->header(), &QHeaderView::sortIndicatorChanged, this, [this](int column, Qt::SortOrder order) {
        m_model->sort(column, order);
        m_view->scrollToTop();
    });
}

void CatalogPage::connectSelection()
{
    QItemSelectionModel *selection = m_view->selectionModel();
    connect(selection, &QItemSelectionModel::selectionChanged, this, [this] {
        const QItemSelection chosen = m_view->selectionModel()->selection();
        m_allChosen = m_allChosen && chosen.size() == 1 && chosen.first().height() == m_model->rowCount();
        onSelectionChanged();
    });
    connect(selection, &QItemSelectionModel::currentRowChanged, this, &CatalogPage::onCurrentChanged);
    connect(m_view, &CatalogView::opened, this,
            [this](const QModelIndex &index) { openProduct(m_model->idAt(index.row())); });
    connect(m_view, &CatalogView::selectAllRequested, this, &CatalogPage::selectAllMatching);
    connect(m_view, &CatalogView::removeRequested, this, &CatalogPage::removeChosen);
    connect(m_view, &CatalogView::selectionDropped, this, [this](int rows) {
        m_services.notifications->information(
            tr("%Ln selected product(s) are too many to follow into another order. Nothing is selected now.", nullptr,
               rows));
    });
    connect(m_view, &QWidget::customContextMenuRequested, this, &CatalogPage::showContextMenu);
    connect(m_view->header(), &QWidget::customContextMenuRequested, this, &CatalogPage::showHeaderMenu);
    connect(m_selectionBar, &SelectionBar::selectAllRequested, this, &CatalogPage::selectAllMatching);
    connect(m_selectionBar, &SelectionBar::clearRequested, m_view, &QAbstractItemView::clearSelection);
    connect(m_selectionBar, &SelectionBar::exportRequested, this, &CatalogPage::exportChosen);
    connect(m_selectionBar, &SelectionBar::deleteRequested, this, &CatalogPage::removeChosen);
    connect(m_selectionBar, &SelectionBar::improveRequested, this,
            [this](const QString &pack) { m_actions->improve(scope(), m_services.rulePacks.find(pack)); });
    connect(m_selectionBar, &SelectionBar::orderRequested, this, &CatalogPage::orderImprovement);
    connect(m_selectionBar, &SelectionBar::validateRequested, this,
            [this](const QString &pack) { m_actions->validate(scope(), m_services.rulePacks.find(pack)); });
}

void CatalogPage::connectPanels()
{
    connect(m_details, &DetailPanel::closeRequested, this, &CatalogPage::hideSide);
    connect(m_details, &DetailPanel::stored, m_actions, &ProductActions::announceEdit);
    connect(m_export, &ExportPanel::closeRequested, this, &CatalogPage::hideSide);
    connect(m_validation, &ValidationPanel::closeRequested, this, &CatalogPage::hideSide);
    connect(m_validation, &ValidationPanel::productRequested, this, &CatalogPage::openProduct);
    connect(m_order, &OrderPanel::closeRequested, this, &CatalogPage::hideSide);
    connect(m_order, &OrderPanel::bulkJobRequested, this, &CatalogPage::bulkJobRequested);
    connect(m_order, &OrderPanel::settingsRequested, this, [this] { Q_EMIT pageRequested(PageId::Settings); });
    connect(m_order, &OrderPanel::rulesRequested, this, [this](const ProductScope &scope, const QString &pack) {
        m_actions->improve(scope, m_services.rulePacks.find(pack));
    });
    connect(m_import, &ImportPanel::closeRequested, this, [this] { showImport(false); });
    connect(m_import, &ImportPanel::importStarted, this, &CatalogPage::showProgress);
    connect(m_import, &ImportPanel::catalogRequested, this, [this] {
        showImport(false);
        Q_EMIT pageRequested(PageId::Catalog);
    });
    connect(m_actions, &ProductActions::bulkJobRequested, this, &CatalogPage::bulkJobRequested);
    connect(m_actions, &ProductActions::reviewRequested, this, [this] { Q_EMIT pageRequested(PageId::Review); });
    connect(m_actions, &ProductActions::validated, this,
            [this](const ValidationSummary &summary, const std::shared_ptr<const RulePack> &pack) {
                m_validation->show(summary, *pack);
                showSide(Validation);
            });
}

void CatalogPage::onFiltersChanged()
{
    CatalogQuery query = m_filters->query();
    query.sortColumn = m_model->query().sortColumn;
    query.descending = m_model->query().descending;
    m_allChosen = false;
    m_model->setQuery(query);
    m_counting = false; // a running count is about another query
    m_countStop.request_stop();
    requestCounts();
}

void CatalogPage::onStorageChanged(const CatalogChange &change)
{
    m_model->onProductsChanged(change.productIds, change.membership);
    if (change.membership && !m_countTimer.isActive())
        m_countTimer.start();
}

void CatalogPage::requestCounts()
{
    if (m_counting) {
        m_countAgain = true;
        return;
    }
    m_counting = true;
    m_countStop = {};
    const quint64 request = ++m_countRequest;
    whenFinished(loadCounts(*m_services.storage, m_filters->query(), m_countStop.get_token()), this,
                 [this, request](const Result<CatalogCounts> &counts) { onCounts(request, counts); });
}

void CatalogPage::onCounts(quint64 request, const Result<CatalogCounts> &counts)
{
    if (request != m_countRequest)
        return;
    m_counting = false;
    if (counts) {
        m_counts = *counts;
        m_filters->setCounts(*counts);
        updateEmptyState();
        onSelectionChanged();
    }
    if (std::exchange(m_countAgain, false))
        m_countTimer.start();
}

void CatalogPage::updateEmptyState()
{
    if (m_model->isLoading())
        return;
    const bool nothing = m_model->rowCount() == 0;
    m_center->setCurrentIndex(!nothing ? 0 : m_filters->hasFilters() ? 2 : 1);
    m_filters->setVisible(!nothing || m_filters->hasFilters());
}

ProductScope CatalogPage::scope() const
{
    ProductScope scope;
    scope.query = m_model->query();
    if (m_allChosen) {
        scope.wholeQuery = true;
        scope.count = m_model->isComplete() ? m_model->rowCount() : m_counts.total;
        return scope;
    }
    const QItemSelection chosen = m_view->selectionModel()->selection();
    for (const QItemSelectionRange &range : chosen) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            scope.ids.append(m_model->idAt(row));
    }
    scope.count = scope.ids.size();
    return scope;
}

void CatalogPage::onSelectionChanged()
{
    qint64 chosen = 0;
    const QItemSelection ranges = m_view->selectionModel()->selection();
    for (const QItemSelectionRange &range : ranges)
        chosen += range.height();
    const qint64 matching = m_model->isComplete() ? m_model->rowCount() : std::max<qint64>(m_counts.total, chosen);
    m_selectionBar->setSelection(m_allChosen ? matching : chosen, matching);
    for (QAction *action : {m_deleteAction, m_improveAction, m_validateAction})
        action->setEnabled(chosen > 0);
}

void CatalogPage::selectAllMatching()
{
    m_view->selectAll();
    m_allChosen = true;
    onSelectionChanged();
}

void CatalogPage::onCurrentChanged()
{
    const ProductId id = m_model->idAt(m_view->currentIndex().row());
    if (id != 0 && m_side->isVisible() && m_side->currentIndex() == Details)
        m_details->open(id);
}

void CatalogPage::openProduct(ProductId id)
{
    if (id == 0)
        return;
    m_details->open(id);
    showSide(Details);
}

void CatalogPage::showProduct(ProductId id)
{
    showImport(false);
    openProduct(id);
}

void CatalogPage::showSide(Side side)
{
    m_side->setCurrentIndex(side);
    m_detailsAction->setChecked(side == Details);
    if (m_side->isVisible())
        return;
    m_side->show();
    if (m_splitter->sizes().value(1) < m_side->minimumSizeHint().width())
        m_splitter->setSizes({m_splitter->width() * 3 / 5, m_splitter->width() * 2 / 5});
}

void CatalogPage::hideSide()
{
    m_side->hide();
    m_detailsAction->setChecked(false);
    m_view->setFocus();
}

void CatalogPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::LocaleChange)
        m_model->setLocale(locale());
}

} // namespace listwright
