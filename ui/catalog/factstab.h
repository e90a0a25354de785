// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/catalog/productsession.h"

#include <QWidget>

class QComboBox;
class QTableWidget;

namespace listwright {

class AutosaveLineEdit;

/** Identifiers, price and stock, and the editable list of attributes. Each edit is stored when its field is left. */
class FactsTab : public QWidget
{
    Q_OBJECT

public:
    explicit FactsTab(ProductSession &session, QWidget *parent = nullptr);
    void refresh();
    /** Takes over the attribute that is being typed. */
    void finishEditing();
    /** Puts the focus on the field, where it has one here. */
    bool focusField(ProductField field);

Q_SIGNALS:
    /** What was typed makes no sense. */
    void refused(const listwright::Error &error);

private:
    void createForm();
    void createTable();
    void saveAttributes();
    void addAttribute();
    void removeAttributes();
    QString shownText(const Product &product, ProductField field) const;
    void save(ProductField field, const QString &typed);

    ProductSession &m_session;
    QHash<ProductField, AutosaveLineEdit *> m_lines;
    QComboBox *m_condition;
    QTableWidget *m_table;
    bool m_filling = false;
};

} // namespace listwright
