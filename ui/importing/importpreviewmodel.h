// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/importsource.h"

#include <QAbstractTableModel>

namespace listwright {

/** The first rows of an import: either the cells of the file, or the products as they will be stored. */
class ImportPreviewModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Content { Cells, Products };
    /** How bad a cell is: 0 fine, 1 warning, 2 the row is rejected because of it. */
    enum Role { ProblemRole = Qt::UserRole + 1 };

    explicit ImportPreviewModel(Content content, QObject *parent = nullptr);

    void setPreview(const ImportPreview &preview);
    void clear();
    bool isRejected(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const QStringList &headers() const;
    QString text(const QModelIndex &index) const;
    QList<RecordProblem> problems(const QModelIndex &index) const;

    Content m_content;
    ImportPreview m_preview;
};

} // namespace listwright
