// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/importing/readoptionsform.h"

#include "ui/style/theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int formColumns = 4;
constexpr int lastHeaderRow = 100;

} // namespace

ReadOptionsForm::ReadOptionsForm(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(spacing::medium);
    m_grid->setVerticalSpacing(2);
    m_layout = addBox(tr("Layout"), u"layoutComboBox"_s);
    m_layout->addItem(tr("Guessed from the columns"), QString());
    for (const auto &[key, name] : knownLayouts())
        m_layout->addItem(name, key);
    m_encoding = addBox(tr("Letters"), u"encodingComboBox"_s);
    for (const char *name :
         {"UTF-8", "windows-1252", "windows-1250", "ISO-8859-2", "ISO-8859-15", "UTF-16LE", "UTF-16BE"})
        m_encoding->addItem(QLatin1String(name), QString(QLatin1String(name)));
    m_delimiter = addBox(tr("Columns end with"), u"delimiterComboBox"_s);
    m_delimiter->addItem(tr("Comma"), int(','));
    m_delimiter->addItem(tr("Semicolon"), int(';'));
    m_delimiter->addItem(tr("Tab"), int('\t'));
    m_delimiter->addItem(tr("Bar |"), int('|'));
    m_quote = addBox(tr("Quotes"), u"quoteComboBox"_s);
    m_quote->addItem(tr("Double \""), int('"'));
    m_quote->addItem(tr("Single '"), int('\''));
    m_quote->addItem(tr("None"), 0);
    m_headerRow = new QSpinBox(this);
    m_headerRow->setObjectName(u"headerRowSpinBox"_s);
    m_headerRow->setRange(0, lastHeaderRow);
    m_headerRow->setSpecialValueText(tr("No header"));
    place(tr("Header in row"), m_headerRow);
    m_decimal = addBox(tr("Prices look like"), u"decimalComboBox"_s);
    m_decimal->addItem(u"1,099.00"_s, int(DecimalStyle::Point));
    m_decimal->addItem(u"1.099,00"_s, int(DecimalStyle::Comma));
    m_currency = addBox(tr("Currency where none is given"), u"currencyComboBox"_s);
    m_currency->setEditable(true);
    m_currency->setInsertPolicy(QComboBox::NoInsert);
    for (const char *code : {"EUR", "PLN", "GBP", "USD", "CHF", "CZK", "SEK"})
        m_currency->addItem(QLatin1String(code));
    m_source = new QLineEdit(this);
    m_source->setObjectName(u"sourceLineEdit"_s);
    m_source->setToolTip(tr("Kept with each product; together with its number it tells products apart"));
    place(tr("Name of the source"), m_source);
    for (QComboBox *box : {m_layout, m_encoding, m_delimiter, m_quote})
        connect(box, &QComboBox::activated, this, [this] { Q_EMIT optionsChanged(true); });
    connect(m_headerRow, &QSpinBox::valueChanged, this, [this] { Q_EMIT optionsChanged(true); });
    connect(m_decimal, &QComboBox::activated, this, [this] {
        m_options.decimalStyleChosen = true;
        Q_EMIT optionsChanged(false);
    });
    connect(m_currency, &QComboBox::textActivated, this, [this] {
        m_options.currencyChosen = true;
        Q_EMIT optionsChanged(false);
    });
    connect(m_currency->lineEdit(), &QLineEdit::textEdited, this, [this] { m_options.currencyChosen = true; });
    connect(m_currency->lineEdit(), &QLineEdit::editingFinished, this, [this] { Q_EMIT optionsChanged(false); });
    connect(m_source, &QLineEdit::editingFinished, this, [this] { Q_EMIT optionsChanged(false); });
}

QComboBox *ReadOptionsForm::addBox(const QString &caption, const QString &name)
{
    auto *box = new QComboBox(this);
    box->setObjectName(name);
    place(caption, box);
    return box;
}

void ReadOptionsForm::place(const QString &caption, QWidget *field)
{
    auto *label = new QLabel(caption, this);
    label->setBuddy(field);
    setTextRole(label, TextRole::Muted);
    field->setAccessibleName(caption);
    const int row = m_cells / formColumns * 2;
    m_grid->addWidget(label, row, m_cells % formColumns);
    m_grid->addWidget(field, row + 1, m_cells % formColumns);
    m_grid->setColumnStretch(m_cells % formColumns, 1);
    ++m_cells;
}

void ReadOptionsForm::select(QComboBox &box, const QVariant &value, const QString &text)
{
    if (box.findData(value) < 0)
        box.addItem(text, value);
    box.setCurrentIndex(box.findData(value));
}

void ReadOptionsForm::setOptions(const ReadOptions &options)
{
    const QSignalBlocker blocker(this);
    m_options = options;
    select(*m_layout, options.layout, options.layout);
    select(*m_encoding, options.encoding, options.encoding);
    select(*m_delimiter, int(options.delimiter), QString(QLatin1Char(options.delimiter)));
    select(*m_quote, int(options.quote), QString(QLatin1Char(options.quote)));
    m_headerRow->setValue(options.headerRow);
    m_decimal->setCurrentIndex(m_decimal->findData(int(options.decimalStyle)));
    m_currency->setEditText(options.defaultCurrency);
    m_source->setText(options.sourcePlatform);
    const bool delimited = options.format == SourceFormat::Delimited;
    for (QWidget *field : std::initializer_list<QWidget *>{m_delimiter, m_quote, m_headerRow})
        field->setEnabled(delimited);
}

ReadOptions ReadOptionsForm::options() const
{
    ReadOptions options = m_options;
    options.layout = m_layout->currentData().toString();
    options.encoding = m_encoding->currentData().toString();
    options.delimiter = static_cast<char>(m_delimiter->currentData().toInt());
    options.quote = static_cast<char>(m_quote->currentData().toInt());
    options.headerRow = m_headerRow->value();
    options.decimalStyle = static_cast<DecimalStyle>(m_decimal->currentData().toInt());
    options.defaultCurrency = m_currency->currentText().trimmed().toUpper();
    options.sourcePlatform = m_source->text().trimmed();
    return options;
}

} // namespace listwright
