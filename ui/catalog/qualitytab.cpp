// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/qualitytab.h"

#include "ui/catalog/catalogdelegate.h"
#include "ui/style/stylepainting.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int barHeight = 8;

int pointsOf(const QualityReport &report, LostPoints::Part part)
{
    switch (part) {
    case LostPoints::Part::Title:
        return report.title;
    case LostPoints::Part::Description:
        return report.description;
    case LostPoints::Part::Images:
        return report.images;
    case LostPoints::Part::Attributes:
        return report.attributes;
    }
    return 0;
}

} // namespace

ScoreBar::ScoreBar(const QString &caption, int maximum, QWidget *parent)
    : QWidget(parent), m_caption(caption), m_maximum(maximum)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ScoreBar::setPoints(int points)
{
    m_points = points;
    setAccessibleName(QualityTab::tr("%1: %2 of %3 points").arg(m_caption).arg(points).arg(m_maximum));
    setToolTip(accessibleName());
    update();
}

QSize ScoreBar::sizeHint() const
{
    return {200, fontMetrics().height() + barHeight + spacing::small};
}

void ScoreBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = tokens(this);
    const QRect words(0, 0, width(), fontMetrics().height());
    painter.setPen(t.text);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, m_caption);
    painter.setPen(t.textMuted);
    painter.setFont(numberFont(font()));
    painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter,
                     locale().toString(m_points) + u" / " + locale().toString(m_maximum));
    QRect bar(0, words.height() + spacing::tiny, width(), barHeight);
    stylepainting::roundedPanel(painter, bar, barHeight / 2.0, t.pressed, QColor());
    if (m_points <= 0)
        return;
    const QColor color = toneColor(toneOfScore(m_points * 100 / m_maximum), palette());
    bar.setWidth(std::max(barHeight, width() * m_points / m_maximum));
    stylepainting::roundedPanel(painter, bar, barHeight / 2.0, color, QColor());
}

QualityTab::QualityTab(QWidget *parent)
    : QWidget(parent)
    , m_score(new QLabel(this))
    , m_texts(new QLabel(this))
    , m_words(new QLabel(this))
    , m_reasons(new QVBoxLayout)
{
    m_score->setObjectName(u"scoreLabel"_s);
    m_score->setFont(headlineFont(font()));
    m_texts->setObjectName(u"judgedTextsLabel"_s);
    m_texts->setTextFormat(Qt::PlainText);
    for (QLabel *label : {m_texts, m_words}) {
        setTextRole(label, TextRole::Muted);
        label->setWordWrap(true);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, spacing::medium, 0, 0);
    layout->setSpacing(spacing::medium);
    layout->addWidget(m_score);
    layout->addWidget(m_texts);
    layout->addWidget(m_words);
    const QList<std::pair<LostPoints::Part, int>> parts{{LostPoints::Part::Title, 30},
                                                        {LostPoints::Part::Description, 30},
                                                        {LostPoints::Part::Images, 20},
                                                        {LostPoints::Part::Attributes, 20}};
    for (const auto &[part, maximum] : parts) {
        auto *bar = new ScoreBar(qualityPartText(part), maximum, this);
        m_bars.append({part, bar});
        layout->addWidget(bar);
    }
    m_reasons->setSpacing(spacing::small);
    layout->addLayout(m_reasons);
    layout->addStretch();
}

void QualityTab::show(const QualityReport &report, const QString &marketplace)
{
    m_score->setText(tr("%1 of 100").arg(locale().toString(report.score)));
    m_texts->setVisible(!marketplace.isEmpty());
    m_texts->setText(marketplace.isEmpty()
                         ? QString()
                         : tr("Judged by the texts for %1, the best that this product has.").arg(marketplace));
    m_words->setText(report.lost.isEmpty() ? tr("Nothing is missing.") : tr("What would bring the missing points:"));
    for (const auto &[part, bar] : m_bars)
        bar->setPoints(pointsOf(report, part));
    for (QWidget *row : std::exchange(m_rows, {}))
        delete row;
    for (const LostPoints &lost : report.lost) {
        auto *row = new QLabel(tr("−%1  %2: %3", "points, part, reason")
                                   .arg(locale().toString(lost.points), qualityPartText(lost.part), lost.reason),
                               this);
        row->setObjectName(u"lostPointsLabel"_s);
        row->setTextFormat(Qt::PlainText);
        row->setWordWrap(true);
        m_reasons->addWidget(row);
        m_rows.append(row);
    }
}

} // namespace listwright
