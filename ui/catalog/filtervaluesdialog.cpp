// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/filtervaluesdialog.h"

#include "models/tables/whenfinished.h"
#include "ui/catalog/filterbar.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int valueRole = Qt::UserRole;

} // namespace

FilterValuesDialog::FilterValuesDialog(const QString &title, Loader loader, const QStringList &chosen, QWidget *parent)
    : QDialog(parent)
    , m_loader(std::move(loader))
    , m_chosen(chosen)
    , m_search(new QLineEdit(this))
    , m_values(new QTreeWidget(this))
    , m_found(new QLabel(this))
{
    setObjectName(u"filterValuesDialog"_s);
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    m_search->setObjectName(u"filterValueLineEdit"_s);
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(u"search"_s, IconColor::Muted), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    m_values->setObjectName(u"filterValuesTreeWidget"_s);
    m_values->setAccessibleName(title);
    m_values->setColumnCount(2);
    m_values->setRootIsDecorated(false);
    m_values->setUniformRowHeights(true);
    m_values->setHeaderHidden(true);
    m_values->header()->setStretchLastSection(false);
    m_values->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_values->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    connect(m_values, &QTreeWidget::itemChanged, this, &FilterValuesDialog::onItemChanged);
    m_found->setObjectName(u"filterValuesLabel"_s);
    m_found->setWordWrap(true);
    setTextRole(m_found, TextRole::Muted);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false); // Enter ends a search, not the dialog
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::large);
    layout->setSpacing(spacing::medium);
    layout->addWidget(m_search);
    layout->addWidget(m_values, 1);
    layout->addWidget(m_found);
    layout->addWidget(buttons);
    resize(420, 480);
    m_typing.setSingleShot(true);
    m_typing.setInterval(FilterBar::typingPause);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, &FilterValuesDialog::load);
    load();
}

FilterValuesDialog::~FilterValuesDialog()
{
    m_stop.request_stop();
}

void FilterValuesDialog::load()
{
    m_stop.request_stop();
    m_stop = {};
    const quint64 request = ++m_request;
    whenFinished(m_loader(m_search->text(), listedValues, m_stop.get_token()), this,
                 [this, request](const Result<FilterValues> &found) {
                     if (request != m_request)
                         return;
                     if (found)
                         show(*found);
                     else
                         m_found->setText(found.error().message);
                 });
}

void FilterValuesDialog::show(const FilterValues &found)
{
    m_filling = true;
    m_values->clear();
    for (const auto &[value, count] : found.values) {
        auto *item = new QTreeWidgetItem(m_values, {FilterBar::nameOf(value), locale().toString(count)});
        item->setData(0, valueRole, value);
        item->setToolTip(0, value);
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setCheckState(0, m_chosen.contains(value) ? Qt::Checked : Qt::Unchecked);
    }
    m_filling = false;
    const auto shown = static_cast<int>(found.values.size());
    m_found->setText(found.count > shown ? tr("The %1 most frequent of %2. Type a part of the name to find another.")
                                               .arg(locale().toString(shown), locale().toString(found.count))
                     : shown == 0 ? tr("Nothing has such a name.")
                                  : tr("%Ln found", nullptr, shown));
}

void FilterValuesDialog::onItemChanged(QTreeWidgetItem *item)
{
    if (m_filling)
        return;
    const QString value = item->data(0, valueRole).toString();
    const bool isChosen = item->checkState(0) == Qt::Checked;
    if (isChosen == m_chosen.contains(value))
        return;
    m_chosen.removeAll(value);
    if (isChosen)
        m_chosen.append(value);
    Q_EMIT toggled(value);
}

/** Down leads from what was typed to what was found. */
bool FilterValuesDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if ((key != Qt::Key_Down && key != Qt::Key_Return && key != Qt::Key_Enter) || m_values->topLevelItemCount() == 0)
        return QDialog::eventFilter(watched, event);
    m_values->setFocus(Qt::OtherFocusReason);
    m_values->setCurrentItem(m_values->topLevelItem(0));
    return true;
}

} // namespace listwright
