// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

#include <optional>

namespace listwright {

/**
 * A rounded, checkable button for a filter: a label and, where known, how many it would show. A removable one has a
 * cross instead and emits removed() on a click, Delete or Backspace.
 */
class Chip : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Chip(const QString &text, QWidget *parent = nullptr);

    /** Shown in the locale's form behind the label; nothing hides it. */
    void setCount(std::optional<qint64> count);
    std::optional<qint64> count() const { return m_count; }
    void setRemovable(bool removable);
    bool isRemovable() const { return m_removable; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void removed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString countText() const;
    void updateAccessibleText();

    std::optional<qint64> m_count;
    bool m_removable = false;
};

} // namespace listwright
