// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/quality.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace listwright {

class ScoreBar;

/** The quality score, its four parts as bars, and every lost point with its reason. */
class QualityTab : public QWidget
{
    Q_OBJECT

public:
    explicit QualityTab(QWidget *parent = nullptr);
    /** `marketplace` is the name of the report's, where the texts of a listing were judged. */
    void show(const QualityReport &report, const QString &marketplace = {});

private:
    QLabel *m_score;
    QLabel *m_texts;
    QLabel *m_words;
    QList<std::pair<LostPoints::Part, ScoreBar *>> m_bars;
    QVBoxLayout *m_reasons;
    QList<QWidget *> m_rows;
};

/** A captioned bar: "Title  24 / 30". */
class ScoreBar : public QWidget
{
    Q_OBJECT

public:
    ScoreBar(const QString &caption, int maximum, QWidget *parent = nullptr);
    void setPoints(int points);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_caption;
    int m_maximum;
    int m_points = 0;
};

} // namespace listwright
