// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/catalogreader.h"

#include <QFuture>
#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QLineEdit;
class QMenu;
class QSpinBox;
class QToolButton;

namespace listwright {

class Chip;
class FlowLayout;

/** Search field, filters by source, brand and score, and a chip for each status with its live count. */
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    static constexpr int typingPause = 80; ///< milliseconds before a search begins

    /** Finds brands or sources beyond the most frequent ones. */
    using ValueLoader = std::function<QFuture<Result<FilterValues>>(const CatalogQuery &, CatalogColumn,
                                                                    const QString &words, int limit, std::stop_token)>;

    explicit FilterBar(QWidget *parent = nullptr);

    void setValueLoader(const ValueLoader &loader) { m_loader = loader; }
    /** What an empty brand or source is called. */
    static QString nameOf(const QString &value);
    /** The filters; the order is the table's business. */
    CatalogQuery query() const { return m_query; }
    void setCounts(const CatalogCounts &counts);
    bool hasFilters() const;
    void clear();
    void focusSearch();
    /** Further buttons at the right end of the first line. */
    void addWidget(QWidget *widget);

Q_SIGNALS:
    void queryChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QToolButton *addMenuButton(const QString &text, const QString &name);
    void createChips();
    void fillMenus();
    void fillTexts(QMenu &menu, const QList<std::pair<QString, qint64>> &values, QStringList CatalogQuery::*chosen);
    void findValues(QStringList CatalogQuery::*chosen);
    void search();
    void onScoreEdited(QSpinBox &edited, QSpinBox &other);
    void createScoreMenu();
    void setScore(std::optional<int> minimum, std::optional<int> maximum);
    void toggle(QStringList CatalogQuery::*chosen, const QString &value);
    void toggleStatus(ProductStatus status, bool on);
    void updateChips();
    void updateFilterChips();
    void addFilterChip(const QString &text, const std::function<void()> &remove);
    void changed();

    ValueLoader m_loader;
    CatalogQuery m_query;
    CatalogCounts m_counts;
    QTimer m_typing;
    QLineEdit *m_search;
    QHBoxLayout *m_top;
    FlowLayout *m_chips;
    QToolButton *m_source;
    QToolButton *m_brand;
    QToolButton *m_score;
    QSpinBox *m_minimum = nullptr;
    QSpinBox *m_maximum = nullptr;
    Chip *m_all = nullptr;
    QHash<ProductStatus, Chip *> m_statuses;
    QList<Chip *> m_filters;
};

} // namespace listwright
