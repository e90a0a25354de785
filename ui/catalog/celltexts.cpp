// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/celltexts.h"

#include "ui/style/theme.h"

#include <QPainter>

namespace listwright {

const QFont &CellTexts::font(CellFace face, const QFont &base)
{
    if (m_texts.isEmpty() || base != m_base) {
        m_texts.clear();
        m_base = base;
        m_fonts = {base, base, numberFont(base)};
        m_fonts[1].setWeight(QFont::Medium);
    }
    return m_fonts[static_cast<std::size_t>(face)];
}

std::unique_ptr<QStaticText> CellTexts::laidOut(const QPainter &painter, const QString &text, int width)
{
    const auto line = [&painter](const QString &shown) {
        auto laid = std::make_unique<QStaticText>(shown);
        laid->setTextFormat(Qt::PlainText);
        laid->setPerformanceHint(QStaticText::AggressiveCaching);
        laid->prepare(painter.transform(), painter.font());
        return laid;
    };
    const QString whole = text.simplified();
    auto laid = line(whole);
    if (laid->size().width() <= width)
        return laid; // most texts fit, and shortening lays out once more
    return line(painter.fontMetrics().elidedText(whole, Qt::ElideRight, width));
}

void CellTexts::draw(QPainter &painter, const QRect &area, Qt::Alignment alignment, const QString &text, CellFace face,
                     const QFont &base)
{
    painter.setFont(font(face, base));
    const Key key{text, area.width(), face};
    if (!m_texts.contains(key))
        m_texts.insert(key, laidOut(painter, text, area.width()).release());
    const QStaticText *line = m_texts.object(key);
    const QSizeF size = line->size();
    const qreal left = alignment & Qt::AlignRight     ? area.right() + 1 - size.width()
                       : alignment & Qt::AlignHCenter ? area.left() + (area.width() - size.width()) / 2
                                                      : area.left();
    painter.drawStaticText(QPointF(left, area.top() + std::floor((area.height() - size.height()) / 2)), *line);
}

} // namespace listwright
