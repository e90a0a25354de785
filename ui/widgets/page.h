// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QWidget>

namespace listwright {

/** The window's pages in the order of the rail. */
enum class PageId { Catalog, Review, Jobs, Inbox, Activity, Settings };

/** Where in the menu bar a page's actions go. They work from every page, so their shortcuts must not clash. */
struct PageActions
{
    QList<QAction *> file{}; ///< Import…, Export…, Save rejects…
    QList<QAction *> edit{}; ///< Undo…, Select all matching, Delete …
    QList<QAction *> view{}; ///< Columns (an action with a menu) …
};

/**
 * One page of the main window. A page class is constructed as (Services services, QWidget *parent = nullptr).
 * Actions of a page that belong in no menu are added with QWidget::addAction(); the command palette lists both kinds.
 */
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual PageId id() const = 0;
    virtual QString title() const = 0;
    virtual QIcon icon() const = 0;
    /** Asked once, after construction. The page owns the actions. */
    virtual PageActions menuActions() const { return {}; }
    /** Number shown beside the label in the rail, e.g. open proposals; 0 shows nothing. */
    int badge() const { return m_badge; }

    /** What would be lost if the program ended now, as a question's text; empty = nothing. */
    virtual QString unsaved() const { return {}; }

    /** Files dropped on the window or named on the command line go to the first page that accepts files. */
    virtual bool acceptsFiles() const { return false; }
    virtual void openFiles(const QStringList &files) { Q_UNUSED(files) }

protected:
    void setBadge(int count)
    {
        if (count == m_badge)
            return;
        m_badge = count;
        Q_EMIT badgeChanged(count);
    }

Q_SIGNALS:
    void badgeChanged(int count);
    /** Asks the window to show a page, perhaps this one. */
    void pageRequested(listwright::PageId page);

private:
    int m_badge = 0;
};

} // namespace listwright
