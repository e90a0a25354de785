// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/dropoverlay.h"

#include "ui/style/icons.h"
#include "ui/style/stylepainting.h"

#include <QApplication>
#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace listwright {

DropOverlay::DropOverlay(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"dropOverlay"_s);
    setAcceptDrops(true);
    hide();
    parent->setAcceptDrops(true);
    qApp->installEventFilter(this);
}

DropOverlay::Refusal DropOverlay::refusalOf(const QMimeData &dragged)
{
    const QList<QUrl> urls = dragged.urls();
    if (urls.isEmpty() || !std::ranges::all_of(urls, &QUrl::isLocalFile))
        return Refusal::Elsewhere;
    const auto isFolder = [](const QUrl &url) { return QFileInfo(url.toLocalFile()).isDir(); };
    return std::ranges::any_of(urls, isFolder) ? Refusal::Folder : Refusal::None;
}

QStringList DropOverlay::filesOf(const QMimeData &dragged)
{
    QStringList files;
    if (refusalOf(dragged) != Refusal::None)
        return files;
    const QList<QUrl> urls = dragged.urls();
    for (const QUrl &url : urls)
        files << QFileInfo(url.toLocalFile()).absoluteFilePath();
    return files;
}

bool DropOverlay::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Resize:
        if (watched == parentWidget())
            resize(parentWidget()->size());
        return false;
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::DragLeave:
    case QEvent::Drop:
        break;
    default:
        return false;
    }
    if (watched == parentWidget())
        return filterWindow(event);
    auto *widget = qobject_cast<QWidget *>(watched);
    if (event->type() != QEvent::DragEnter || !widget || widget == this || widget->window() != parentWidget())
        return false;
    if (!static_cast<QDragEnterEvent *>(event)->mimeData()->hasUrls())
        return false;
    event->ignore(); // so that it goes on to the window
    return true;
}

bool DropOverlay::filterWindow(QEvent *event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
        dragEnterEvent(static_cast<QDragEnterEvent *>(event));
        return true;
    case QEvent::DragMove:
        dragMoveEvent(static_cast<QDragMoveEvent *>(event));
        return true;
    case QEvent::Drop:
        dropEvent(static_cast<QDropEvent *>(event));
        return true;
    default:
        // Covering the window makes Qt say that the drag left it; leaving for good is said to this widget.
        return true;
    }
}

void DropOverlay::cover(const QMimeData &dragged)
{
    m_files = filesOf(dragged);
    m_refusal = refusalOf(dragged);
    setAccessibleName(headline());
    setAccessibleDescription(advice());
    resize(parentWidget()->size());
    raise();
    show();
    update();
}

void DropOverlay::dragEnterEvent(QDragEnterEvent *event)
{
    if (!event->mimeData()->hasUrls()) {
        event->ignore();
        return;
    }
    cover(*event->mimeData());
    event->setDropAction(m_refusal == Refusal::None ? Qt::CopyAction : Qt::IgnoreAction);
    event->accept(); // also what is refused, so that the reason stays in view
}

void DropOverlay::dragMoveEvent(QDragMoveEvent *event)
{
    event->setDropAction(m_refusal == Refusal::None ? Qt::CopyAction : Qt::IgnoreAction);
    event->accept();
}

void DropOverlay::dragLeaveEvent(QDragLeaveEvent *)
{
    hide();
}

void DropOverlay::dropEvent(QDropEvent *event)
{
    hide();
    const QStringList files = filesOf(*event->mimeData());
    if (files.isEmpty()) {
        event->ignore();
        return;
    }
    event->setDropAction(Qt::CopyAction);
    event->accept();
    Q_EMIT filesDropped(files);
}

void DropOverlay::paintEvent(QPaintEvent *)
{
    constexpr int symbolSize = 56;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &t = tokens(this);
    QColor veil = t.window;
    veil.setAlphaF(0.92F);
    painter.fillRect(rect(), veil);
    const bool refused = m_refusal != Refusal::None;
    const QColor lead = refused ? t.danger : t.accent;
    painter.setBrush(refused ? t.dangerSoft : t.accentSoft);
    painter.setPen(QPen(lead, 2, Qt::CustomDashLine, Qt::RoundCap));
    QPen dashes = painter.pen();
    dashes.setDashPattern({4, 4});
    painter.setPen(dashes);
    painter.drawRoundedRect(rect().adjusted(spacing::huge, spacing::huge, -spacing::huge, -spacing::huge),
                            spacing::large, spacing::large);
    const QPoint middle = rect().center();
    icon(refused ? u"error"_s : u"drop"_s, refused ? IconColor::Danger : IconColor::Accent)
        .paint(&painter, QRect(middle.x() - symbolSize / 2, middle.y() - symbolSize - 28, symbolSize, symbolSize));
    painter.setFont(headlineFont(font()));
    painter.setPen(t.text);
    const QRect line(0, middle.y() - 12, width(), 36);
    painter.drawText(line, Qt::AlignCenter, headline());
    painter.setFont(font());
    painter.setPen(t.textMuted);
    painter.drawText(line.translated(0, 36), Qt::AlignCenter, advice());
}

QString DropOverlay::headline() const
{
    switch (m_refusal) {
    case Refusal::Folder:
        return tr("Folders cannot be imported");
    case Refusal::Elsewhere:
        return tr("Only files of this computer can be imported");
    case Refusal::None:
        break;
    }
    return tr("Drop to import %Ln file(s)", nullptr, static_cast<int>(m_files.size()));
}

QString DropOverlay::advice() const
{
    switch (m_refusal) {
    case Refusal::Folder:
        return tr("Drop the files themselves: CSV, TSV, JSON or NDJSON.");
    case Refusal::Elsewhere:
        return tr("Save it as a file first: CSV, TSV, JSON or NDJSON.");
    case Refusal::None:
        break;
    }
    return tr("CSV, TSV, JSON and NDJSON. You will see a preview before anything is saved.");
}

} // namespace listwright
