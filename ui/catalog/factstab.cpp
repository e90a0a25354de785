// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/factstab.h"

#include "models/tables/catalogcell.h"
#include "ui/catalog/autosaveedit.h"
#include "ui/catalog/celleditor.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr ProductField lineFields[] = {ProductField::Sku,     ProductField::Gtin,     ProductField::Mpn,
                                       ProductField::Brand,   ProductField::Category, ProductField::Price,
                                       ProductField::Quantity};

CatalogRow rowOf(const Product &product)
{
    CatalogRow row;
    row.price = product.price;
    row.quantity = product.quantity;
    return row;
}

std::optional<CatalogColumn> columnOf(ProductField field)
{
    if (field == ProductField::Price)
        return CatalogColumn::Price;
    if (field == ProductField::Quantity)
        return CatalogColumn::Quantity;
    return {};
}

} // namespace

FactsTab::FactsTab(ProductSession &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_condition(new QComboBox(this)), m_table(new QTableWidget(0, 2, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, spacing::medium, 0, 0);
    layout->setSpacing(spacing::medium);
    createForm();
    createTable();
}

void FactsTab::createForm()
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(spacing::medium);
    grid->setVerticalSpacing(spacing::tiny);
    int cell = 0;
    const auto place = [&](const QString &text, QWidget *field) {
        auto *label = new QLabel(text, this);
        setTextRole(label, TextRole::Muted);
        label->setBuddy(field);
        grid->addWidget(label, cell / 2 * 2, cell % 2);
        grid->addWidget(field, cell / 2 * 2 + 1, cell % 2);
        ++cell;
    };
    for (const ProductField field : lineFields) {
        auto *line = new AutosaveLineEdit(this);
        line->setObjectName(fieldName(field) + u"LineEdit"_s);
        line->setAccessibleName(fieldLabel(field));
        connect(line, &AutosaveLineEdit::saved, this, [this, field](const QString &text) { save(field, text); });
        m_lines.insert(field, line);
        place(fieldLabel(field), line);
    }
    m_condition->setObjectName(u"conditionComboBox"_s);
    m_condition->setAccessibleName(fieldLabel(ProductField::Condition));
    for (const Condition condition : allConditions())
        m_condition->addItem(conditionText(condition), conditionName(condition));
    connect(m_condition, &QComboBox::activated, this,
            [this] { m_session.change(ProductField::Condition, m_condition->currentData().toString()); });
    place(fieldLabel(ProductField::Condition), m_condition);
    static_cast<QVBoxLayout *>(layout())->addLayout(grid);
}

void FactsTab::createTable()
{
    m_table->setObjectName(u"attributesTableWidget"_s);
    m_table->setAccessibleName(fieldLabel(ProductField::Attributes));
    m_table->setHorizontalHeaderLabels({tr("Attribute"), tr("Value")});
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultSectionSize(180);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setMinimumHeight(160);
    connect(m_table, &QTableWidget::cellChanged, this, [this] {
        if (!m_filling)
            saveAttributes();
    });
    auto *add = new QPushButton(icon(u"add"_s), tr("Add attribute"), this);
    add->setObjectName(u"addAttributePushButton"_s);
    connect(add, &QPushButton::clicked, this, &FactsTab::addAttribute);
    auto *remove = new QPushButton(icon(u"delete"_s), tr("Remove"), this);
    remove->setObjectName(u"removeAttributePushButton"_s);
    connect(remove, &QPushButton::clicked, this, &FactsTab::removeAttributes);
    auto *buttons = new QHBoxLayout;
    auto *caption = new QLabel(fieldLabel(ProductField::Attributes), this);
    caption->setFont(titleFont(font()));
    buttons->addWidget(caption);
    buttons->addStretch();
    buttons->addWidget(add);
    buttons->addWidget(remove);
    auto *box = static_cast<QVBoxLayout *>(layout());
    box->addLayout(buttons);
    box->addWidget(m_table, 1);
}

QString FactsTab::shownText(const Product &product, ProductField field) const
{
    const auto column = columnOf(field);
    return column ? cellEditText(rowOf(product), *column, locale()) : fieldText(product, field);
}

/** Prices and quantities are read as typed in the locale. */
void FactsTab::save(ProductField field, const QString &typed)
{
    if (!m_session.details())
        return;
    const auto column = columnOf(field);
    const auto text = column ? editedValue(rowOf(m_session.details()->product), *column, typed, locale())
                             : Result<QString>(typed.trimmed());
    if (text)
        m_session.change(field, *text);
    else
        Q_EMIT refused(text.error());
}

void FactsTab::refresh()
{
    if (!m_session.details())
        return;
    const Product &product = m_session.details()->product;
    for (const ProductField field : lineFields)
        m_lines.value(field)->setStored(shownText(product, field));
    m_condition->setCurrentIndex(std::max(0, m_condition->findData(conditionName(product.condition))));
    if (openEditor(*m_table))
        return;
    m_filling = true;
    m_table->setRowCount(static_cast<int>(product.attributes.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        m_table->setItem(row, 0, new QTableWidgetItem(product.attributes[row].name));
        m_table->setItem(row, 1, new QTableWidgetItem(product.attributes[row].value));
    }
    m_filling = false;
}

void FactsTab::saveAttributes()
{
    QList<Attribute> attributes;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QTableWidgetItem *name = m_table->item(row, 0);
        const QTableWidgetItem *value = m_table->item(row, 1);
        if (name && value && !name->text().trimmed().isEmpty() && !value->text().trimmed().isEmpty())
            attributes.append({name->text().trimmed(), value->text().trimmed()});
    }
    m_session.change(ProductField::Attributes, QString::fromUtf8(attributesToJson(attributes)));
}

void FactsTab::finishEditing()
{
    listwright::finishEditing(*m_table);
}

void FactsTab::addAttribute()
{
    m_filling = true;
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_table->setItem(row, 0, new QTableWidgetItem);
    m_table->setItem(row, 1, new QTableWidgetItem);
    m_filling = false;
    m_table->setCurrentCell(row, 0);
    m_table->editItem(m_table->item(row, 0));
}

void FactsTab::removeAttributes()
{
    QList<int> rows;
    const auto chosen = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : chosen)
        rows.append(index.row());
    std::sort(rows.rbegin(), rows.rend());
    m_filling = true;
    for (const int row : rows)
        m_table->removeRow(row);
    m_filling = false;
    saveAttributes();
}

bool FactsTab::focusField(ProductField field)
{
    if (AutosaveLineEdit *line = m_lines.value(field)) {
        line->setFocus(Qt::OtherFocusReason);
        line->selectAll();
        return true;
    }
    if (field != ProductField::Attributes && field != ProductField::Condition)
        return false;
    (field == ProductField::Condition ? static_cast<QWidget *>(m_condition) : m_table)->setFocus(Qt::OtherFocusReason);
    return true;
}

} // namespace listwright
