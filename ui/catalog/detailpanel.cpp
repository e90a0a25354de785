// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/detailpanel.h"

#include "models/domain/quality.h"
#include "services/settings/settings.h"
#include "ui/catalog/autosaveedit.h"
#include "ui/catalog/catalogdelegate.h"
#include "ui/catalog/factstab.h"
#include "ui/catalog/historymodel.h"
#include "ui/catalog/imagestab.h"
#include "ui/catalog/listingtab.h"
#include "ui/catalog/qualitytab.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/notifications.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int narrowest = 420;
constexpr int historyLines = 3;
constexpr int fittedRows = 200; // the newest ones; others are much like them
constexpr int widestFitted = 160;

QWidget *scrolled(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidget(content);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return area;
}

} // namespace

DetailPanel::DetailPanel(Services services, QWidget *parent)
    : QWidget(parent)
    , m_services(std::move(services))
    , m_unstored(*m_services.storage, *m_services.notifications)
    , m_session(*m_services.storage, m_unstored)
    , m_title(new QLabel(this))
    , m_subtitle(new ElidedLabel(this))
    , m_status(new StatusPill(this))
    , m_conflictBar(new QFrame(this))
    , m_conflictText(new QLabel(m_conflictBar))
    , m_stack(new QStackedWidget(this))
    , m_tabs(new QTabWidget(this))
    , m_listing(new ListingTab(m_session, m_services.rulePacks, this))
    , m_quality(new QualityTab(this))
    , m_images(new ImagesTab(m_session, this))
    , m_facts(new FactsTab(m_session, this))
    , m_history(new HistoryModel(this))
{
    setObjectName(u"detailPanel"_s);
    setMinimumWidth(narrowest);
    m_tabs->setObjectName(u"detailTabWidget"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(scrolled(m_listing), tr("Listing"));
    m_tabs->addTab(scrolled(m_quality), tr("Quality"));
    m_tabs->addTab(m_images, tr("Images"));
    m_tabs->addTab(scrolled(m_facts), tr("Attributes"));
    m_tabs->addTab(createHistoryTab(), tr("History"));

    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(spacing::large, spacing::medium, spacing::large, spacing::large);
    layout->setSpacing(spacing::small);
    layout->addWidget(createHeader());
    layout->addWidget(createConflictBar());
    layout->addWidget(m_tabs, 1);
    m_stack->addWidget(new EmptyState(u"view"_s, tr("No product chosen"),
                                      tr("Choose a row to see its texts, images, attributes and history."), this));
    m_stack->addWidget(content);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);

    connect(&m_session, &ProductSession::loaded, this, &DetailPanel::refresh);
    connect(&m_session, &ProductSession::closed, this, [this] { m_stack->setCurrentIndex(0); });
    connect(&m_session, &ProductSession::stored, this, &DetailPanel::stored);
    connect(&m_unstored, &UnstoredEdits::stored, this, &DetailPanel::stored);
    connect(&m_session, &ProductSession::conflictChanged, this, &DetailPanel::showConflict);
    const auto refuse = [this](const Error &error) {
        m_services.notifications->error(error);
        refresh();
    };
    connect(&m_session, &ProductSession::failed, this, refuse);
    connect(m_facts, &FactsTab::refused, this, refuse);
    connect(m_images, &ImagesTab::refused, this, refuse, Qt::QueuedConnection); // not while its list is saved
    connect(m_listing, &ListingTab::fieldRequested, this, &DetailPanel::focusField);
    m_listing->setMarketplace(m_services.settings->text(SettingKey::DefaultMarketplace));
    m_history->setRulePacks(m_services.rulePacks);
}

QWidget *DetailPanel::createHeader()
{
    auto *header = new QWidget(this);
    m_title->setObjectName(u"productTitleLabel"_s);
    m_title->setFont(titleFont(font()));
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_subtitle->setObjectName(u"productSubtitleLabel"_s);
    setTextRole(m_subtitle, TextRole::Muted);
    auto *close = new QToolButton(header);
    close->setObjectName(u"closeDetailToolButton"_s);
    close->setIcon(icon(u"close"_s));
    close->setAccessibleName(tr("Close the details"));
    close->setToolTip(tr("Close the details"));
    setButtonRole(close, ButtonRole::Ghost);
    connect(close, &QToolButton::clicked, this, &DetailPanel::closeRequested);
    auto *second = new QHBoxLayout;
    second->setSpacing(spacing::small);
    second->addWidget(m_status);
    second->addWidget(m_subtitle, 1);
    auto *layout = new QGridLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setVerticalSpacing(spacing::tiny);
    layout->addWidget(m_title, 0, 0);
    layout->addWidget(close, 0, 1, Qt::AlignTop);
    layout->addLayout(second, 1, 0, 1, 2);
    layout->setColumnStretch(0, 1);
    return header;
}

QWidget *DetailPanel::createConflictBar()
{
    m_conflictBar->setObjectName(u"conflictBar"_s);
    setCard(m_conflictBar);
    m_conflictText->setWordWrap(true);
    m_conflictText->setTextFormat(Qt::PlainText);
    setTextRole(m_conflictText, TextRole::Warning);
    auto *mine = new QPushButton(tr("Keep mine"), m_conflictBar);
    mine->setObjectName(u"keepMinePushButton"_s);
    auto *theirs = new QPushButton(tr("Take theirs"), m_conflictBar);
    theirs->setObjectName(u"takeTheirsPushButton"_s);
    connect(mine, &QPushButton::clicked, &m_session, &ProductSession::keepMine);
    connect(theirs, &QPushButton::clicked, &m_session, &ProductSession::takeTheirs);
    auto *layout = new QHBoxLayout(m_conflictBar);
    layout->addWidget(m_conflictText, 1);
    layout->addWidget(mine);
    layout->addWidget(theirs);
    m_conflictBar->hide();
    return m_conflictBar;
}

QWidget *DetailPanel::createHistoryTab()
{
    auto *tab = new QWidget(this);
    m_historyView = new QTableView(tab);
    m_historyView->setObjectName(u"historyTableView"_s);
    m_historyView->setAccessibleName(tr("History"));
    m_historyView->setModel(m_history);
    m_historyView->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_historyView->setSelectionMode(QAbstractItemView::SingleSelection);
    m_historyView->verticalHeader()->hide();
    QHeaderView &columns = *m_historyView->horizontalHeader();
    columns.setMinimumSectionSize(56);
    columns.setSectionResizeMode(HistoryModel::Before, QHeaderView::Stretch);
    columns.setSectionResizeMode(HistoryModel::After, QHeaderView::Stretch);
    m_historyView->setShowGrid(false);
    m_historyView->setWordWrap(true); // beside the table there is little room
    m_historyView->verticalHeader()->setDefaultSectionSize(historyLines * fontMetrics().lineSpacing() +
                                                           spacing::medium);
    m_historyView->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_historyView->setTabKeyNavigation(false);
    m_revert = new QPushButton(icon(u"undo"_s), tr("Revert"), tab);
    m_revert->setObjectName(u"revertPushButton"_s);
    connect(m_revert, &QPushButton::clicked, this, &DetailPanel::revertChosen);
    connect(m_historyView->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DetailPanel::updateRevert);
    connect(m_history, &QAbstractItemModel::modelReset, this, [this] {
        m_historyStack->setCurrentIndex(m_history->rowCount() > 0 ? 1 : 0);
        updateRevert();
        fitHistory();
    });
    auto *layout = new QVBoxLayout(tab);
    layout->setContentsMargins(0, spacing::medium, 0, 0);
    auto *table = new QWidget(tab);
    auto *tableLayout = new QVBoxLayout(table);
    tableLayout->setContentsMargins(0, 0, 0, 0);
    tableLayout->addWidget(m_historyView, 1);
    tableLayout->addWidget(m_revert, 0, Qt::AlignRight);
    m_historyStack = new QStackedWidget(tab);
    m_historyStack->addWidget(new EmptyState(u"history"_s, tr("No change yet"),
                                             tr("What you, a job or an import changes is listed here, and can be "
                                                "taken back field by field."),
                                             tab));
    m_historyStack->addWidget(table);
    layout->addWidget(m_historyStack);
    updateRevert();
    return tab;
}

// A field that loses the focus as it goes stores what was typed: while there is a session.
DetailPanel::~DetailPanel()
{
    delete m_tabs;
}

void DetailPanel::open(ProductId id)
{
    if (id != m_session.productId())
        storeTyped();
    m_session.open(id);
}

/** A change of product need not take the focus away, and what was typed must not end up in the next one. */
void DetailPanel::storeTyped()
{
    m_facts->finishEditing();
    m_images->finishEditing();
    forEachField([](auto &field) { field.save(); });
}

template <class Do>
void DetailPanel::forEachField(const Do &act)
{
    const auto lines = findChildren<AutosaveLineEdit *>();
    for (AutosaveLineEdit *line : lines)
        act(*line);
    const auto texts = findChildren<AutosaveTextEdit *>();
    for (AutosaveTextEdit *text : texts)
        act(*text);
}

void DetailPanel::clear()
{
    storeTyped();
    m_session.close();
}

void DetailPanel::setMarketplace(const QString &key)
{
    m_listing->setMarketplace(key);
}

void DetailPanel::refresh()
{
    if (!m_session.details())
        return;
    const ProductDetails &details = *m_session.details();
    const Product &product = details.product;
    if (std::exchange(m_shown, product.id) != product.id)
        forEachField([](auto &field) { field.forgetTyped(); }); // typed while this one was being read
    m_title->setText(product.title().isEmpty() ? tr("(no title)") : product.title());
    QStringList parts;
    for (const QString &part : {product.sku, product.brand, product.sourcePlatform}) {
        if (!part.isEmpty())
            parts.append(part);
    }
    m_subtitle->setText(parts.join(u" · "_s));
    m_status->setStatus(statusText(product.status), toneOf(product.status));
    m_listing->refresh();
    const QualityReport quality = qualityReport(product, details.listings);
    m_quality->show(quality, m_services.rulePacks.nameOf(quality.marketplace));
    m_images->refresh();
    m_facts->refresh();
    m_history->setEntries(details.history);
    m_tabs->setTabText(Images, product.images.isEmpty()
                                   ? tr("Images")
                                   : tr("Images (%1)").arg(locale().toString(product.images.size())));
    m_stack->setCurrentIndex(1);
}

void DetailPanel::showConflict()
{
    const auto &conflict = m_session.conflict();
    m_conflictBar->setVisible(conflict.has_value());
    if (conflict)
        m_conflictText->setText(
            tr("%1 was changed meanwhile to “%2”. You wrote “%3”.")
                .arg(fieldLabel(conflict->field), conflict->theirs.left(120), conflict->mine.left(120)));
}

void DetailPanel::focusField(ProductField field)
{
    if (field == ProductField::Images) {
        m_tabs->setCurrentIndex(Images);
        m_images->setFocus();
    } else {
        m_tabs->setCurrentIndex(Attributes);
        m_facts->focusField(field);
    }
}

/** As wide as the longest word, so that what does not fit into a line is continued in the next. */
void DetailPanel::fitHistory()
{
    QHeaderView &columns = *m_historyView->horizontalHeader();
    for (const int column : {HistoryModel::When, HistoryModel::Who, HistoryModel::Field}) {
        int width = columns.sectionSizeHint(column);
        for (int row = 0; row < std::min(m_history->rowCount(), fittedRows); ++row) {
            const QStringList words =
                m_history->index(row, column).data().toString().split(column == HistoryModel::When ? u'\n' : u' ');
            for (const QString &word : words)
                width = std::max(width, m_historyView->fontMetrics().horizontalAdvance(word) + 2 * spacing::medium);
        }
        columns.resizeSection(column, std::min(width, widestFitted));
    }
}

const HistoryEntry *DetailPanel::chosenEntry() const
{
    const auto rows = m_historyView->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : m_history->at(rows.first().row());
}

/** A status tells how far a product has come, which going back would not change. */
void DetailPanel::updateRevert()
{
    const HistoryEntry *entry = chosenEntry();
    const bool isStatus = entry && entry->field == ProductField::Status;
    m_revert->setEnabled(entry && !isStatus);
    m_revert->setToolTip(isStatus ? tr("A status follows from what is done with the product")
                                  : tr("Gives the field the value it had before the chosen change"));
}

void DetailPanel::revertChosen()
{
    const HistoryEntry *entry = chosenEntry();
    if (!entry)
        return;
    if (entry->marketplace.isEmpty())
        m_session.change(entry->field, entry->before, ChangeOrigin::Kind::Revert);
    else
        m_session.changeListing(entry->marketplace, entry->field, entry->before, ChangeOrigin::Kind::Revert);
}

} // namespace listwright
