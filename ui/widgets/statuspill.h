// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPainter;

namespace listwright {

/** What a state means to the person; the colour goes with it, the text always says it as well. */
enum class Tone { Neutral, Info, Success, Warning, Danger, Accent };

/** A small rounded label for a state, e.g. "Optimized". */
class StatusPill : public QWidget
{
    Q_OBJECT

public:
    explicit StatusPill(QWidget *parent = nullptr);

    void setStatus(const QString &text, Tone tone);
    QString text() const { return m_text; }
    Tone tone() const { return m_tone; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    /** The same drawing for delegates: left aligned and vertically centred in `area`. */
    static void paint(QPainter &painter, const QRect &area, const QString &text, Tone tone, const QPalette &palette);
    static QSize sizeFor(const QString &text, const QFont &font);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    Tone m_tone = Tone::Neutral;
};

} // namespace listwright
