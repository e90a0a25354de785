// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The actions of CatalogPage: menus, shortcuts, and what they do; the places of columns.

#include "services/settings/settings.h"
#include "ui/catalog/catalogpage.h"
#include "ui/catalog/catalogview.h"
#include "ui/catalog/columncommands.h"
#include "ui/catalog/detailpanel.h"
#include "ui/catalog/filterbar.h"
#include "ui/catalog/productactions.h"
#include "ui/exporting/exportpanel.h"
#include "ui/importing/importpanel.h"
#include "ui/optimizing/orderpanel.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/notifications.h"
#include "ui/widgets/progresscard.h"
#include "ui/widgets/statuspill.h"

#include <QAction>
#include <QClipboard>
#include <QDataStream>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct ColumnLayout
{
    CatalogColumn column;
    int width;
};

// What one decides by comes first, so that it is seen beside the open detail panel as well.
constexpr ColumnLayout firstLayout[] = {
    {CatalogColumn::Title, 320},   {CatalogColumn::Price, 104},    {CatalogColumn::Quantity, 84},
    {CatalogColumn::Score, 104},   {CatalogColumn::Status, 116},   {CatalogColumn::Sku, 124},
    {CatalogColumn::Brand, 112},   {CatalogColumn::Category, 176}, {CatalogColumn::Gtin, 124},
    {CatalogColumn::Updated, 140}, {CatalogColumn::Source, 100},
};

} // namespace

QAction *CatalogPage::createAction(const QString &name, const QString &text, const QString &iconName,
                                   const QKeySequence &shortcut, const std::function<void()> &triggered)
{
    auto *action = new QAction(listwright::icon(iconName), text, this);
    action->setObjectName(name);
    action->setShortcut(shortcut);
    connect(action, &QAction::triggered, this, triggered);
    return action;
}

void CatalogPage::createActions()
{
    m_importAction = createAction(u"importAction"_s, tr("Import…"), u"import"_s, QKeySequence(u"Ctrl+O"_s),
                                  [this] { chooseFiles(); });
    m_sampleAction = createAction(u"sampleAction"_s, tr("Load the sample"), u"box"_s, {}, [this] { openSample(); });
    m_sampleAction->setToolTip(tr("A small catalog of our own making to try everything with"));
    m_receiveAction = createAction(u"receiveAction"_s, tr("Receive from n8n"), u"download"_s, {},
                                   [this] { Q_EMIT pageRequested(PageId::Inbox); });
    m_receiveAction->setToolTip(tr("The inbox, where receiving is switched on"));
    m_exportAction = createAction(u"exportAction"_s, tr("Export…"), u"export"_s, QKeySequence(u"Ctrl+E"_s),
                                  [this] { exportChosen(); });
    m_clearFiltersAction = createAction(u"clearFiltersAction"_s, tr("Clear the filters"), u"close"_s, {}, [this] {
        m_filters->clear();
        m_filters->focusSearch();
    });
    auto *find = createAction(u"findAction"_s, tr("Search"), u"search"_s, QKeySequence(u"Ctrl+F"_s), [this] {
        Q_EMIT pageRequested(PageId::Catalog);
        showImport(false);
        m_filters->focusSearch();
    });
    auto *all = createAction(u"selectAllAction"_s, tr("Select all matching"), u"select-all"_s,
                             QKeySequence(u"Ctrl+Shift+A"_s), [this] { selectAllMatching(); });
    m_deleteAction =
        createAction(u"deleteAction"_s, tr("Delete products"), u"delete"_s, {}, [this] { removeChosen(); });
    m_improveAction = createAction(u"improveAction"_s, tr("Improve with built-in rules"), u"optimize"_s,
                                   QKeySequence(u"Ctrl+I"_s), [this] { m_actions->improve(scope(), defaultPack()); });
    m_orderAction = createAction(u"orderAction"_s, tr("Improve with AI…"), u"spark"_s, QKeySequence(u"Ctrl+Shift+I"_s),
                                 [this] { orderImprovement(); });
    m_validateAction = createAction(u"validateAction"_s, tr("Validate the chosen products"), u"shield"_s, {},
                                    [this] { m_actions->validate(scope(), defaultPack()); });
    m_detailsAction = createAction(u"detailsAction"_s, tr("Details"), u"view"_s, QKeySequence(u"Ctrl+D"_s), [this] {
        if (m_side->isVisible() && m_side->currentIndex() == Details)
            hideSide();
        else
            openProduct(m_model->idAt(m_view->currentIndex().row()));
        m_detailsAction->setChecked(m_side->isVisible() && m_side->currentIndex() == Details);
    });
    m_detailsAction->setCheckable(true);
    connect(m_columns, &ColumnCommands::resetRequested, this, &CatalogPage::resetColumns);
    addActions({m_sampleAction, m_receiveAction, m_clearFiltersAction});
    m_menuActions.file = {m_importAction, m_exportAction};
    m_menuActions.edit = {find, all, m_improveAction, m_orderAction, m_validateAction, m_deleteAction};
    m_menuActions.view = QList{m_detailsAction} + m_columns->actions();
}

void CatalogPage::resetColumns()
{
    QHeaderView *header = m_view->header();
    int place = 0;
    for (const auto &[column, width] : firstLayout) {
        const int logical = static_cast<int>(column);
        header->setSectionHidden(logical, false);
        header->moveSection(header->visualIndex(logical), place++);
        header->resizeSection(logical, width);
    }
    makeRoom();
    header->setSectionHidden(static_cast<int>(CatalogColumn::Source), true);
    header->setSortIndicator(static_cast<int>(CatalogColumn::Updated), Qt::DescendingOrder);
    m_view->fitColumns();
}

/** Some languages need more than others, also than the one in which the columns were last seen. */
void CatalogPage::makeRoom()
{
    QHeaderView *header = m_view->header();
    for (int section = 0; section < header->count(); ++section) { // the label with the mark of the order
        if (!header->isSectionHidden(section))
            header->resizeSection(section, std::max(header->sectionSize(section), header->sectionSizeHint(section)));
    }
    const int column = static_cast<int>(CatalogColumn::Status);
    int width = header->sectionSize(column);
    for (const ProductStatus known : allProductStatuses())
        width = std::max(width, StatusPill::sizeFor(statusText(known), m_view->font()).width() + 2 * spacing::medium);
    if (!header->isSectionHidden(column))
        header->resizeSection(column, width);
}

void CatalogPage::restoreState()
{
    QHeaderView *header = m_view->header();
    const QSignalBlocker blocker(header);
    resetColumns();
    if (m_view->restoreColumns(m_services.settings->state(SettingKey::CatalogHeader)) && m_view->fitsColumns()) {
        makeRoom();
        m_view->fitColumns();
    }
    restoreSide();
    CatalogQuery query = m_model->query();
    const int column = header->sortIndicatorSection();
    query.sortColumn = static_cast<CatalogColumn>(std::clamp(column, 0, m_model->columnCount() - 1));
    query.descending = header->sortIndicatorOrder() == Qt::DescendingOrder;
    m_model->setQuery(query);
}

void CatalogPage::saveState()
{
    m_services.settings->setState(SettingKey::CatalogHeader, m_view->saveColumns());
    const bool hasDetails = !m_side->isHidden() && m_side->currentIndex() == Details;
    QByteArray side;
    QDataStream stream(&side, QIODevice::WriteOnly);
    stream << m_splitter->saveState() << hasDetails;
    m_services.settings->setState(SettingKey::CatalogSplitter, side);
}

/** How wide the side is, and whether the details were open in it. */
void CatalogPage::restoreSide()
{
    const QByteArray side = m_services.settings->state(SettingKey::CatalogSplitter);
    QByteArray splitter;
    bool hasDetails = false;
    QDataStream stream(side);
    stream >> splitter >> hasDetails;
    if (stream.status() != QDataStream::Ok)
        return;
    m_side->setVisible(hasDetails);
    m_detailsAction->setChecked(hasDetails);
    m_splitter->restoreState(splitter);
}

std::shared_ptr<const RulePack> CatalogPage::defaultPack() const
{
    const auto chosen = m_services.rulePacks.find(m_services.settings->text(SettingKey::DefaultMarketplace));
    const auto all = m_services.rulePacks.all();
    return chosen || all.isEmpty() ? chosen : all.first();
}

void CatalogPage::openFiles(const QStringList &files)
{
    if (files.isEmpty())
        return;
    m_import->addFiles(files);
    showImport(true);
}

void CatalogPage::chooseFiles()
{
    auto *dialog = new QFileDialog(this, tr("Import products"));
    dialog->setObjectName(u"importFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Product files (*.csv *.tsv *.txt *.json *.jsonl *.ndjson)"), tr("All files (*)")});
    dialog->setDirectory(m_services.settings->text(SettingKey::ImportFolder));
    connect(dialog, &QFileDialog::filesSelected, this, [this, dialog](const QStringList &files) {
        // Nothing is lost when the folder cannot be remembered.
        static_cast<void>(m_services.settings->setText(SettingKey::ImportFolder, dialog->directory().absolutePath()));
        Q_EMIT pageRequested(PageId::Catalog);
        openFiles(files);
    });
    dialog->open();
}

void CatalogPage::openSample()
{
    openFiles({u":/listwright/samples/demo-products.csv"_s});
}

void CatalogPage::showImport(bool visible)
{
    m_pages->setCurrentIndex(visible ? 1 : 0);
    (visible ? static_cast<QWidget *>(m_import) : m_view)->setFocus();
}

void CatalogPage::showProgress(RunningTask *task)
{
    if (!task)
        return;
    auto *card = new ProgressCard(this);
    card->follow(task);
    connect(card, &ProgressCard::finished, card, &QObject::deleteLater);
    m_progress->addWidget(card);
}

void CatalogPage::onEditNotStored(ProductId id, const EditConflict &edit, const Error &error)
{
    if (!UnstoredEdits::isKept(error)) {
        m_services.notifications->error(error);
        return;
    }
    const auto row = m_model->rowAt(m_model->rowOf(id));
    m_details->unstored().keep({id, row ? row->title : QString(), edit}, error);
}

void CatalogPage::removeChosen()
{
    const ProductScope chosen = scope();
    m_view->clearSelection();
    m_actions->remove(chosen);
}

void CatalogPage::exportChosen()
{
    m_export->setScopes(scope(), matchingScope());
    showImport(false);
    showSide(Export);
    Q_EMIT pageRequested(PageId::Catalog);
}

void CatalogPage::orderImprovement()
{
    m_order->setScopes(scope(), matchingScope());
    showImport(false);
    showSide(Order);
    Q_EMIT pageRequested(PageId::Catalog);
}

ProductScope CatalogPage::matchingScope() const
{
    ProductScope all;
    all.wholeQuery = true;
    all.query = m_model->query();
    all.count = m_model->isComplete() ? m_model->rowCount() : m_counts.total;
    return all;
}

void CatalogPage::showHeaderMenu(const QPoint &position)
{
    QHeaderView *header = m_view->header();
    m_columns->headerMenu(header->logicalIndexAt(position))->popup(header->mapToGlobal(position));
}

void CatalogPage::showContextMenu(const QPoint &position)
{
    const QModelIndex index = m_view->indexAt(position);
    if (!index.isValid())
        return;
    auto *menu = new QMenu(m_view);
    menu->setObjectName(u"catalogContextMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(listwright::icon(u"view"_s), tr("Open details"), this,
                    [this, id = m_model->idAt(index.row())] { openProduct(id); });
    if (index.flags() & Qt::ItemIsEditable)
        menu->addAction(listwright::icon(u"edit"_s), tr("Edit cell"), m_view,
                        [this, place = QPersistentModelIndex(index)] { m_view->edit(place); });
    menu->addAction(listwright::icon(u"copy"_s), tr("Copy cell"), this,
                    [text = index.data().toString()] { QGuiApplication::clipboard()->setText(text); });
    menu->addSeparator();
    const auto addPackMenu = [&](const QString &text, const QString &iconName, const auto &triggered) {
        QMenu *packs = menu->addMenu(listwright::icon(iconName), text);
        for (const auto &pack : m_services.rulePacks.all())
            packs->addAction(pack->name(), this, [triggered, pack] { triggered(pack); });
    };
    menu->addAction(m_orderAction);
    addPackMenu(tr("Improve with built-in rules for"), u"optimize"_s,
                [this](const std::shared_ptr<const RulePack> &pack) { m_actions->improve(scope(), pack); });
    addPackMenu(tr("Validate for"), u"shield"_s,
                [this](const std::shared_ptr<const RulePack> &pack) { m_actions->validate(scope(), pack); });
    menu->addAction(m_exportAction);
    menu->addSeparator();
    menu->addAction(m_deleteAction);
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

QString CatalogPage::unsaved() const
{
    const auto count = m_details->unstored().count();
    return count == 0 ? QString()
                      : tr("%Ln edit(s) could not be stored so far, as the catalog could not be written.", nullptr,
                           static_cast<int>(count));
}

} // namespace listwright
