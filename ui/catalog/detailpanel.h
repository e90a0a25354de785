// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/catalog/unstorededits.h"
#include "ui/services.h"

#include <QWidget>

class QFrame;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTabWidget;
class QTableView;

namespace listwright {

class ElidedLabel;
class FactsTab;
class HistoryModel;
class ImagesTab;
class ListingTab;
class QualityTab;
class StatusPill;

/** Everything about one product, beside the table. Edits are stored when a field is left. */
class DetailPanel : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Listing, Quality, Images, Attributes, History };

    explicit DetailPanel(Services services, QWidget *parent = nullptr);
    ~DetailPanel() override;

    /** Stores first what is still being typed about the present product. */
    void open(ProductId id);
    void clear();
    ProductId productId() const { return m_session.productId(); }
    void setMarketplace(const QString &key);
    /** What was typed here or in the table and waits to be stored. */
    UnstoredEdits &unstored() { return m_unstored; }
    const UnstoredEdits &unstored() const { return m_unstored; }

Q_SIGNALS:
    void stored(listwright::ProductField field, qint64 changeSet);
    void closeRequested();

private:
    QWidget *createHeader();
    QWidget *createConflictBar();
    QWidget *createHistoryTab();
    void refresh();
    void showConflict();
    void focusField(ProductField field);
    void storeTyped();
    template <class Do>
    void forEachField(const Do &act);
    void revertChosen();
    void updateRevert();
    void fitHistory();
    const HistoryEntry *chosenEntry() const;

    Services m_services;
    UnstoredEdits m_unstored;
    ProductSession m_session;
    ProductId m_shown = 0; ///< whose texts stand in the fields
    QLabel *m_title;
    ElidedLabel *m_subtitle;
    StatusPill *m_status;
    QFrame *m_conflictBar;
    QLabel *m_conflictText;
    QStackedWidget *m_stack;
    QTabWidget *m_tabs;
    ListingTab *m_listing;
    QualityTab *m_quality;
    ImagesTab *m_images;
    FactsTab *m_facts;
    HistoryModel *m_history;
    QStackedWidget *m_historyStack = nullptr; ///< nothing, or the view
    QTableView *m_historyView = nullptr;
    QPushButton *m_revert = nullptr;
};

} // namespace listwright
