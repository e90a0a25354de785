// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/catalogreader.h"

#include <QDialog>
#include <QFuture>
#include <QTimer>

class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace listwright {

/** All values of a column to filter by: the menu lists the most frequent ones only. A choice counts at once. */
class FilterValuesDialog : public QDialog
{
    Q_OBJECT

public:
    static constexpr int listedValues = 200; ///< at once; words find the others

    /** Finds the values that hold the words. */
    using Loader = std::function<QFuture<Result<FilterValues>>(const QString &words, int limit, std::stop_token)>;

    FilterValuesDialog(const QString &title, Loader loader, const QStringList &chosen, QWidget *parent = nullptr);
    ~FilterValuesDialog() override;

Q_SIGNALS:
    void toggled(const QString &value);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void load();
    void show(const FilterValues &found);
    void onItemChanged(QTreeWidgetItem *item);

    Loader m_loader;
    QStringList m_chosen;
    QTimer m_typing;
    std::stop_source m_stop;
    quint64 m_request = 0;
    bool m_filling = false;
    QLineEdit *m_search;
    QTreeWidget *m_values;
    QLabel *m_found;
};

} // namespace listwright
