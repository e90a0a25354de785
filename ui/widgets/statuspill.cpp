// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/statuspill.h"

#include "ui/style/stylepainting.h"

#include <QPainter>

namespace listwright {

namespace {

constexpr int dot = 6;

struct Colors
{
    QColor text;
    QColor ground;
};

Colors colorsFor(Tone tone, const Tokens &t)
{
    switch (tone) {
    case Tone::Neutral:
        return {t.textMuted, t.hover};
    case Tone::Info:
        return {t.info, t.infoSoft};
    case Tone::Success:
        return {t.success, t.successSoft};
    case Tone::Warning:
        return {t.warning, t.warningSoft};
    case Tone::Danger:
        return {t.danger, t.dangerSoft};
    case Tone::Accent:
        return {t.accent, t.accentSoft};
    }
    return {t.text, t.hover};
}

} // namespace

StatusPill::StatusPill(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatusPill::setStatus(const QString &text, Tone tone)
{
    m_text = text;
    m_tone = tone;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize StatusPill::sizeFor(const QString &text, const QFont &font)
{
    const QFontMetrics metrics(smallFont(font));
    return {metrics.horizontalAdvance(text) + 2 * spacing::small + dot + spacing::tiny + 2, metrics.height() + 6};
}

QSize StatusPill::sizeHint() const
{
    return sizeFor(m_text, font());
}

void StatusPill::paint(QPainter &painter, const QRect &area, const QString &text, Tone tone, const QPalette &palette)
{
    const Colors colors = colorsFor(tone, tokens(palette));
    const QFont before = painter.font();
    QSize size = sizeFor(text, before);
    size.setWidth(qMin(size.width(), area.width()));
    const QRect pill(QPoint(area.left(), area.center().y() - size.height() / 2), size);
    stylepainting::roundedPanel(painter, pill, size.height() / 2.0, colors.ground, QColor());
    const QRectF mark(pill.left() + spacing::small, pill.center().y() - dot / 2.0 + 0.5, dot, dot);
    stylepainting::roundedPanel(painter, mark.adjusted(-0.5, -0.5, 0.5, 0.5), dot / 2.0, colors.text, QColor());
    painter.save();
    painter.setFont(smallFont(before));
    painter.setPen(colors.text);
    const QRect words = pill.adjusted(spacing::small + dot + spacing::tiny + 2, 0, -spacing::tiny, 0);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, words.width() + spacing::tiny));
    painter.restore();
}

void StatusPill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(painter, rect(), m_text, m_tone, palette());
}

} // namespace listwright
