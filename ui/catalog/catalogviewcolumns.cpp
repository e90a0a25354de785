// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How wide CatalogView's columns are, and how that is remembered.

#include "ui/catalog/catalogview.h"

#include <QDataStream>
#include <QHeaderView>

namespace listwright {

namespace {

constexpr int narrowestStretchedColumn = 200;
constexpr quint32 columnStateVersion = 0x4c774331; // other bytes are a header's bare state or damaged
constexpr int roomyStretchedColumn = 380;          // wide enough while other columns are out of sight

} // namespace

void CatalogView::setStretchedColumn(int column, int lastInSight)
{
    m_stretchedColumn = column;
    m_lastInSight = lastInSight;
}

QByteArray CatalogView::saveColumns() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_0);
    stream << columnStateVersion << m_fitsColumns << m_header->saveState();
    return state;
}

bool CatalogView::restoreColumns(const QByteArray &state)
{
    QDataStream stream(state);
    stream.setVersion(QDataStream::Qt_6_0);
    quint32 version = 0;
    bool fits = false;
    QByteArray header;
    stream >> version >> fits >> header;
    if (stream.status() != QDataStream::Ok || version != columnStateVersion || !m_header->restoreState(header))
        return false;
    m_fitsColumns = fits;
    return true;
}

void CatalogView::relayout()
{
    updateGeometries();
    viewport()->update();
}

void CatalogView::onSectionResized(int oldSize, int newSize)
{
    const bool hiddenOrShown = oldSize == 0 || newSize == 0;
    if (!m_adapting && m_fitsColumns && hiddenOrShown)
        fitColumns();
    else
        m_fitsColumns = m_fitsColumns && m_adapting;
    relayout();
}

void CatalogView::fitColumns()
{
    m_fitsColumns = true;
    adaptColumns(viewport()->width());
}

void CatalogView::adaptColumns(int oldWidth)
{
    if (m_stretchedColumn < 0 || m_header->isSectionHidden(m_stretchedColumn))
        return;
    const int free = viewport()->width() - m_header->length() + m_header->sectionSize(m_stretchedColumn);
    if (!m_fitsColumns && m_header->length() > oldWidth && free < m_header->sectionSize(m_stretchedColumn))
        return;
    m_adapting = true;
    m_header->resizeSection(m_stretchedColumn, stretchedWidth());
    m_adapting = false;
}

int CatalogView::stretchedWidth() const
{
    int others = 0;
    int othersInSight = 0;
    for (const int column : visibleColumns()) {
        if (column == m_stretchedColumn)
            continue;
        others += m_header->sectionSize(column);
        if (m_header->visualIndex(column) <= m_header->visualIndex(m_lastInSight))
            othersInSight += m_header->sectionSize(column);
    }
    const int width = viewport()->width();
    if (width - others >= narrowestStretchedColumn)
        return width - others;
    return std::clamp(width - othersInSight, narrowestStretchedColumn, roomyStretchedColumn);
}

} // namespace listwright
