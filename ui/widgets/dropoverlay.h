// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QMimeData;

namespace listwright {

/**
 * Covers its parent while files are dragged over it and says what will happen when they are dropped. Takes file drops
 * away from inputs below, which would take a file's name as text.
 */
class DropOverlay : public QWidget
{
    Q_OBJECT

public:
    /** Covers `parent`, a window, and watches its drag events. */
    explicit DropOverlay(QWidget *parent);

    /** The local files of the data; empty when there are none, or one is a folder or lies elsewhere. */
    static QStringList filesOf(const QMimeData &dragged);

Q_SIGNALS:
    void filesDropped(const QStringList &files);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    enum class Refusal { None, Folder, Elsewhere };

    static Refusal refusalOf(const QMimeData &dragged);
    bool filterWindow(QEvent *event);
    QString headline() const;
    QString advice() const;
    void cover(const QMimeData &dragged);

    QStringList m_files;
    Refusal m_refusal = Refusal::None;
};

} // namespace listwright
