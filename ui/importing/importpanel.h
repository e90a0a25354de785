// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/importsource.h"
#include "ui/services.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;
class QTabBar;
class QTableView;

namespace listwright {

class EmptyState;
class ImportPreviewModel;
class ImportQueue;
class MappingHeader;
class ReadOptionsForm;
class RunningTask;
class TaskRunner;

/**
 * Shows how files will be read before anything is stored: options, mapping of columns, doubts, the first products and
 * their problems. Every change is previewed again at once.
 */
class ImportPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ImportPanel(Services services, QWidget *parent = nullptr);

    void addFiles(const QStringList &files);

Q_SIGNALS:
    void closeRequested();
    void catalogRequested();
    /** May be null. */
    void importStarted(listwright::RunningTask *task);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct File
    {
        QString name;
        std::optional<ImportPlan> plan; ///< as last previewed or changed by the person
        std::optional<ImportPreview> preview;
        std::optional<Error> error;
    };

    void layOut();
    QWidget *createHead();
    QWidget *createTables();
    void showFile(int index);
    void addCloseButton(int tab);
    void removeFile(int index);
    void requestPreview();
    void onPreview(quint64 request, const QString &file, const Result<ImportPreview> &preview);
    void showPreview(const ImportPreview &preview);
    void showProblems(const ImportPreview &preview);
    void showDoubts(const QStringList &doubts);
    void applyOptions(bool columnsChanged);
    void applyMapping();
    void previewAgain(File &file);
    void start(int index);
    void startAll();
    void updateButtons();
    File *current();

    Services m_services;
    TaskRunner *m_runner;
    ImportQueue *m_queue;
    QList<File> m_files;
    quint64 m_request = 0;
    bool m_fromStart = true; ///< another file is shown than before
    QTabBar *m_tabs;
    QLabel *m_title;
    QLabel *m_subtitle;
    QLabel *m_doubts;
    ReadOptionsForm *m_options;
    QTableView *m_cells;
    MappingHeader *m_mapping;
    ImportPreviewModel *m_cellsModel;
    QTableView *m_products;
    ImportPreviewModel *m_productsModel;
    QListWidget *m_problems;
    QLabel *m_problemsCaption;
    QStackedWidget *m_stack;
    EmptyState *m_failure;
    QPushButton *m_import;
    QPushButton *m_importAll;
    QTimer m_pause; ///< several changes in a row are previewed once
};

} // namespace listwright
