// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/catalog/catalogsource.h"
#include "ui/services.h"
#include "ui/widgets/page.h"

#include <QTimer>

class QSplitter;
class QStackedWidget;
class QVBoxLayout;

namespace listwright {

class CatalogView;
class ColumnCommands;
class DetailPanel;
class EmptyState;
class ExportPanel;
class FilterBar;
class ImportPanel;
class OrderPanel;
class ProductActions;
class RunningTask;
class SelectionBar;
class ValidationPanel;
struct CatalogChange;
struct EditConflict;

/** The products: search, filters, table of any size, details beside it, and what can be done with many at once. */
class CatalogPage : public Page
{
    Q_OBJECT

public:
    explicit CatalogPage(Services services, QWidget *parent = nullptr);
    ~CatalogPage() override;

    PageId id() const override { return PageId::Catalog; }
    QString title() const override { return tr("Catalog"); }
    QIcon icon() const override;
    PageActions menuActions() const override { return m_menuActions; }
    QString unsaved() const override;
    bool acceptsFiles() const override { return true; }
    /** Shows the import preview of the files. */
    void openFiles(const QStringList &files) override;

    CatalogModel *model() const { return m_model; }
    /** The chosen products; the whole query when everything is chosen. */
    ProductScope scope() const;
    /** The product's details, whatever was shown before. */
    void showProduct(ProductId id);

Q_SIGNALS:
    /** Asks for the jobs of a bulk job that was just ordered. */
    void bulkJobRequested(qint64 id);

protected:
    void changeEvent(QEvent *event) override;

private:
    enum Side { Details, Export, Validation, Order };

    void layOut();
    QWidget *createTable();
    void createEmptyStates();
    void createActions();
    QAction *createAction(const QString &name, const QString &text, const QString &iconName,
                          const QKeySequence &shortcut, const std::function<void()> &triggered);
    void connectModel();
    void onEditNotStored(ProductId id, const EditConflict &edit, const Error &error);
    void connectSelection();
    void connectPanels();
    void restoreState();
    void restoreSide();
    void saveState();
    void resetColumns();
    void makeRoom();

    void onFiltersChanged();
    void onStorageChanged(const CatalogChange &change);
    void requestCounts();
    void onCounts(quint64 request, const Result<CatalogCounts> &counts);
    void updateEmptyState();
    void onSelectionChanged();
    void onCurrentChanged();
    void showContextMenu(const QPoint &position);
    void showHeaderMenu(const QPoint &position);

    void chooseFiles();
    void openSample();
    void showImport(bool visible);
    void showProgress(RunningTask *task);
    void showSide(Side side);
    void hideSide();
    void selectAllMatching();
    void removeChosen();
    void exportChosen();
    void orderImprovement();
    ProductScope matchingScope() const;
    void openProduct(ProductId id);
    std::shared_ptr<const RulePack> defaultPack() const;

    Services m_services;
    PageActions m_menuActions;
    QAction *m_importAction = nullptr;
    QAction *m_sampleAction = nullptr;
    QAction *m_receiveAction = nullptr;
    QAction *m_clearFiltersAction = nullptr;
    QAction *m_exportAction = nullptr;
    QAction *m_deleteAction = nullptr;
    QAction *m_improveAction = nullptr;
    QAction *m_orderAction = nullptr;
    QAction *m_validateAction = nullptr;
    QAction *m_detailsAction = nullptr;

    CatalogModel *m_model;
    ProductActions *m_actions;
    FilterBar *m_filters;
    CatalogView *m_view;
    ColumnCommands *m_columns;
    SelectionBar *m_selectionBar;
    QStackedWidget *m_pages;  ///< the catalog or the import preview
    QStackedWidget *m_center; ///< the table or an empty state
    QSplitter *m_splitter;
    QStackedWidget *m_side;
    DetailPanel *m_details;
    ExportPanel *m_export;
    ValidationPanel *m_validation;
    OrderPanel *m_order;
    ImportPanel *m_import;
    QVBoxLayout *m_progress; ///< a card for each import that runs
    EmptyState *m_empty = nullptr;
    EmptyState *m_noMatch = nullptr;

    CatalogCounts m_counts;
    quint64 m_countRequest = 0;
    std::stop_source m_countStop;
    bool m_counting = false;
    bool m_countAgain = false;
    QTimer m_countTimer;
    bool m_allChosen = false; ///< everything that matches, also what comes while it is chosen
};

} // namespace listwright
