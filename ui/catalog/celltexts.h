// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QFont>
#include <QStaticText>

#include <array>
#include <memory>

class QPainter;

namespace listwright {

enum class CellFace { Plain, Strong, Digits };

/**
 * Texts of table cells, shortened to their column and laid out once. Laying texts out is most of what painting a page
 * of the table costs, and a page is painted again several times a second while an import runs. For the GUI thread.
 */
class CellTexts
{
public:
    /** Draws one line in the painter's pen. `alignment` is visual: left stays left in any direction. */
    void draw(QPainter &painter, const QRect &area, Qt::Alignment alignment, const QString &text, CellFace face,
              const QFont &base);
    const QFont &font(CellFace face, const QFont &base);

private:
    struct Key
    {
        QString text;
        int width;
        CellFace face;

        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed)
        {
            return qHashMulti(seed, key.text, key.width, static_cast<int>(key.face));
        }
    };

    static std::unique_ptr<QStaticText> laidOut(const QPainter &painter, const QString &text, int width);

    static constexpr int kept = 4000; // a few pages of a large window

    QFont m_base;
    std::array<QFont, 3> m_fonts;
    QCache<Key, QStaticText> m_texts{kept};
};

} // namespace listwright
