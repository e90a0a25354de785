// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/importing/importpanel.h"

#include "models/tables/datasize.h"
#include "models/tables/whenfinished.h"
#include "services/settings/settings.h"
#include "ui/catalog/taskrunner.h"
#include "ui/importing/importdefaults.h"
#include "ui/importing/importpreviewmodel.h"
#include "ui/importing/importqueue.h"
#include "ui/importing/mappingheader.h"
#include "ui/importing/readoptionsform.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/notifications.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int changePause = 60; // milliseconds
constexpr qsizetype shownProblems = 200;

QTableView *createTable(const QString &name, const QString &accessibleName, QAbstractItemModel *model, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setObjectName(name);
    table->setAccessibleName(accessibleName);
    table->setModel(model);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setCornerWidget(new QWidget(table));
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->setDefaultSectionSize(spacing::rowHeight - spacing::tiny);
    return table;
}

} // namespace

ImportPanel::ImportPanel(Services services, QWidget *parent)
    : QWidget(parent)
    , m_services(std::move(services))
    , m_runner(new TaskRunner(nullptr, this))
    , m_queue(new ImportQueue(m_services, this))
    , m_tabs(new QTabBar(this))
    , m_title(new QLabel(this))
    , m_subtitle(new QLabel(this))
    , m_doubts(new QLabel(this))
    , m_options(new ReadOptionsForm(this))
    , m_cellsModel(new ImportPreviewModel(ImportPreviewModel::Content::Cells, this))
    , m_productsModel(new ImportPreviewModel(ImportPreviewModel::Content::Products, this))
    , m_problems(new QListWidget(this))
    , m_problemsCaption(new QLabel(this))
    , m_stack(new QStackedWidget(this))
    , m_failure(new EmptyState(u"error"_s, tr("This file cannot be read"), tr("Choose another one."), this))
    , m_import(new QPushButton(listwright::icon(u"import"_s, IconColor::OnAccent), tr("Import"), this))
    , m_importAll(new QPushButton(this))
{
    setObjectName(u"importPanel"_s);
    m_failure->setObjectName(u"importFailureState"_s);
    m_cells = createTable(u"fileColumnsTableView"_s, tr("Columns of the file"), m_cellsModel, this);
    m_mapping = new MappingHeader(m_cells);
    m_mapping->setObjectName(u"mappingHeaderView"_s);
    m_cells->setHorizontalHeader(m_mapping);
    m_products = createTable(u"previewTableView"_s, tr("Products as they will be"), m_productsModel, this);
    layOut();
    m_pause.setSingleShot(true);
    m_pause.setInterval(changePause);
    connect(&m_pause, &QTimer::timeout, this, &ImportPanel::requestPreview);
    connect(m_tabs, &QTabBar::currentChanged, this, &ImportPanel::showFile);
    connect(m_options, &ReadOptionsForm::optionsChanged, this, &ImportPanel::applyOptions);
    connect(m_mapping, &MappingHeader::mappingChanged, this, &ImportPanel::applyMapping);
    connect(m_import, &QPushButton::clicked, this, [this] { start(m_tabs->currentIndex()); });
    connect(m_importAll, &QPushButton::clicked, this, &ImportPanel::startAll);
    connect(m_queue, &ImportQueue::started, this, &ImportPanel::importStarted);
    connect(m_queue, &ImportQueue::catalogRequested, this, &ImportPanel::catalogRequested);
    connect(m_queue, &ImportQueue::rejectsRequested, this,
            [this](const QString &file) { m_queue->saveRejects(file, window()); });
}

ImportPanel::File *ImportPanel::current()
{
    const int index = m_tabs->currentIndex();
    return index >= 0 && index < m_files.size() ? &m_files[index] : nullptr;
}

void ImportPanel::addFiles(const QStringList &files)
{
    int shown = -1;
    for (const QString &name : files) {
        const bool known =
            std::any_of(m_files.begin(), m_files.end(), [&](const File &file) { return file.name == name; });
        if (known)
            continue;
        m_files.append({name, {}, {}, {}});
        const QSignalBlocker blocker(m_tabs);
        const int tab = m_tabs->addTab(QFileInfo(name).fileName());
        m_tabs->setTabToolTip(tab, name);
        addCloseButton(tab);
        shown = shown < 0 ? tab : shown;
    }
    m_tabs->setVisible(m_files.size() > 1);
    m_tabs->updateGeometry(); // while it is not on the screen, it does not say by itself that it has grown
    if (shown >= 0) {
        const QSignalBlocker blocker(m_tabs);
        m_tabs->setCurrentIndex(shown);
    }
    showFile(m_tabs->currentIndex());
}

void ImportPanel::removeFile(int index)
{
    if (index < 0 || index >= m_files.size())
        return;
    m_files.removeAt(index);
    m_tabs->removeTab(index);
    m_tabs->setVisible(m_files.size() > 1);
    updateButtons();
    if (m_files.isEmpty())
        Q_EMIT closeRequested();
    else
        showFile(m_tabs->currentIndex());
}

void ImportPanel::showFile(int index)
{
    if (index < 0 || index >= m_files.size())
        return;
    const File &file = m_files[index];
    m_fromStart = true;
    m_title->setText(QFileInfo(file.name).fileName());
    m_subtitle->setText(tr("Nothing is stored before you press Import."));
    if (file.preview) {
        showPreview(*file.preview);
    } else {
        m_stack->setCurrentIndex(2);
        requestPreview();
    }
    updateButtons();
}

void ImportPanel::requestPreview()
{
    const File *file = current();
    if (!file)
        return;
    const quint64 request = ++m_request;
    const auto work = [name = file->name, plan = file->plan, defaults = importDefaults(*m_services.settings)] {
        return plan ? previewImport(name, plan, defaults.currency) : firstPreview(name, defaults);
    };
    whenFinished(m_runner->start(work), this, [this, request, name = file->name](const Result<ImportPreview> &preview) {
        onPreview(request, name, preview);
    });
}

void ImportPanel::onPreview(quint64 request, const QString &name, const Result<ImportPreview> &preview)
{
    File *file = current();
    if (request != m_request || !file || file->name != name)
        return;
    if (preview) {
        file->error.reset();
        file->preview = *preview;
        file->plan = preview->plan;
        showPreview(*preview);
    } else {
        file->error = preview.error();
        file->preview.reset();
        m_failure->setText(preview.error().message);
        m_stack->setCurrentIndex(1);
    }
    updateButtons();
}

void ImportPanel::showPreview(const ImportPreview &preview)
{
    m_stack->setCurrentIndex(0);
    m_options->setOptions(preview.plan.options);
    m_cellsModel->setPreview(preview);
    m_mapping->setColumns(preview.columns, preview.plan.mapping);
    m_productsModel->setPreview(preview);
    m_products->horizontalHeader()->resizeSection(0, 280);
    for (const int identifier : {1, 2}) // half an SKU or GTIN is none
        m_products->resizeColumnToContents(identifier);
    if (std::exchange(m_fromStart, false)) {
        for (const QTableView *table : {m_cells, m_products}) {
            table->horizontalScrollBar()->setValue(0);
            table->verticalScrollBar()->setValue(0);
        }
    }
    showDoubts(preview.doubts);
    showProblems(preview);
    const QString size = preview.bytesTotal > 0 ? dataSizeText(preview.bytesTotal) : QString();
    m_subtitle->setText(tr("%1 · the first %Ln product(s) are shown · nothing is stored before you press Import",
                           nullptr, static_cast<int>(preview.rows.size()))
                            .arg(size));
}

void ImportPanel::showDoubts(const QStringList &doubts)
{
    QStringList lines;
    for (const QString &doubt : doubts)
        lines.append(u"⚠ "_s + doubt);
    m_doubts->setText(lines.join(u'\n'));
    m_doubts->setVisible(!doubts.isEmpty());
}

void ImportPanel::showProblems(const ImportPreview &preview)
{
    m_problems->clear();
    qsizetype count = 0;
    for (const ImportPreview::Row &row : preview.rows) {
        for (const RecordProblem &problem : row.problems) {
            if (++count > shownProblems)
                continue;
            const QString line = locale().toString(problem.line);
            const QString place = problem.column.isEmpty()
                                      ? tr("Line %1").arg(line)
                                      : tr("Line %1, %2", "line, column").arg(line, problem.column);
            const bool named = !problem.column.isEmpty() && !problem.value.isEmpty();
            const QString value = named ? QString(u" “" + problem.value.simplified() + u'”') : QString();
            auto *item = new QListWidgetItem(listwright::icon(problem.rejects ? u"error"_s : u"warning"_s,
                                                              problem.rejects ? IconColor::Danger : IconColor::Warning),
                                             place + value + u": " + problem.reason, m_problems);
            item->setToolTip(problem.value);
        }
    }
    m_problemsCaption->setText(tr("%Ln problem(s) in the first rows", nullptr, static_cast<int>(count)));
    m_problemsCaption->setVisible(count > 0);
    m_problems->setVisible(count > 0);
}

void ImportPanel::applyOptions(bool columnsChanged)
{
    File *file = current();
    if (!file || !file->plan || m_options->options() == file->plan->options)
        return;
    file->plan->options = m_options->options();
    if (columnsChanged)
        file->plan->mapping.clear();
    previewAgain(*file);
}

// Until it has been seen, nothing is imported by the changed plan.
void ImportPanel::previewAgain(File &file)
{
    file.preview.reset();
    updateButtons();
    m_pause.start();
}

void ImportPanel::applyMapping()
{
    File *file = current();
    if (!file || !file->plan)
        return;
    file->plan->mapping = m_mapping->mapping();
    previewAgain(*file);
}

void ImportPanel::start(int index)
{
    if (index < 0 || index >= m_files.size() || !m_files[index].preview)
        return;
    m_queue->add(*m_files[index].plan);
    removeFile(index);
}

// Files not looked at yet are read as they are detected; one that cannot be read is named, not just left out.
void ImportPanel::startAll()
{
    for (const File &file : std::exchange(m_files, {})) {
        if (file.preview) {
            m_queue->add(*file.plan);
        } else if (file.error) {
            m_services.notifications->error(*file.error);
        } else {
            const auto work = [name = file.name, plan = file.plan, defaults = importDefaults(*m_services.settings)] {
                return plan ? previewImport(name, plan, defaults.currency) : firstPreview(name, defaults);
            };
            whenFinished(m_runner->start(work), this, [this](const Result<ImportPreview> &preview) {
                if (preview)
                    m_queue->add(preview->plan);
                else
                    m_services.notifications->error(preview.error());
            });
        }
    }
    const QSignalBlocker blocker(m_tabs);
    while (m_tabs->count() > 0)
        m_tabs->removeTab(0);
    updateButtons();
    Q_EMIT closeRequested();
}

void ImportPanel::updateButtons()
{
    const File *file = current();
    m_import->setEnabled(file && file->preview && !file->preview->rows.isEmpty());
    m_importAll->setVisible(m_files.size() > 1);
    m_importAll->setText(tr("Import all %Ln file(s)", nullptr, static_cast<int>(m_files.size())));
}

} // namespace listwright
