// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace listwright {

/**
 * One line of plain text that is cut with an ellipsis where it does not fit, so that a long name never makes the window
 * wider. The tool tip then has all of it, unless another one is set. text() and the accessible name are never cut.
 */
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    /** Where the dots stand; at the right unless told otherwise. */
    void setElideMode(Qt::TextElideMode mode);
    /** What is painted at the present width. */
    QString shownText() const;
    bool isElided() const { return shownText() != text(); }

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    Qt::TextElideMode m_mode = Qt::ElideRight;
};

} // namespace listwright
