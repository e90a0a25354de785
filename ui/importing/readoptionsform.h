// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/importsource.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLineEdit;
class QSpinBox;

namespace listwright {

/** How a file is read: detected, shown, and changeable by the person. */
class ReadOptionsForm : public QWidget
{
    Q_OBJECT

public:
    explicit ReadOptionsForm(QWidget *parent = nullptr);

    /** Does not emit. */
    void setOptions(const ReadOptions &options);
    ReadOptions options() const;

Q_SIGNALS:
    /** `columnsChanged`: the columns may be others now, so that their mapping has to be found anew. */
    void optionsChanged(bool columnsChanged);

private:
    QComboBox *addBox(const QString &caption, const QString &name);
    void place(const QString &caption, QWidget *field);
    void select(QComboBox &box, const QVariant &value, const QString &text);

    ReadOptions m_options;
    QGridLayout *m_grid;
    int m_cells = 0;
    QComboBox *m_layout;
    QComboBox *m_encoding;
    QComboBox *m_delimiter;
    QComboBox *m_quote;
    QSpinBox *m_headerRow;
    QComboBox *m_decimal;
    QComboBox *m_currency;
    QLineEdit *m_source;
};

} // namespace listwright
