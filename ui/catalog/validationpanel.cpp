// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/validationpanel.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int idRole = Qt::UserRole + 1;

QTreeWidgetItem *findingItem(const Finding &finding, ProductId id)
{
    const bool refused = finding.severity == Severity::Error;
    auto *item = new QTreeWidgetItem({fieldLabel(finding.field) + u": " + finding.message});
    item->setIcon(0, icon(refused ? u"error"_s : u"warning"_s, refused ? IconColor::Danger : IconColor::Warning));
    item->setToolTip(0, ValidationPanel::tr("%1\nSource: %2").arg(finding.message, finding.source));
    item->setData(0, idRole, id);
    return item;
}

} // namespace

ValidationPanel::ValidationPanel(QWidget *parent)
    : QWidget(parent), m_headline(new QLabel(this)), m_counts(new QLabel(this)), m_tree(new QTreeWidget(this))
{
    setObjectName(u"validationPanel"_s);
    m_headline->setFont(titleFont(font()));
    m_counts->setObjectName(u"validationCountsLabel"_s);
    m_counts->setWordWrap(true);
    setTextRole(m_counts, TextRole::Muted);
    auto *close = new QToolButton(this);
    close->setObjectName(u"closeValidationToolButton"_s);
    close->setIcon(icon(u"close"_s));
    close->setAccessibleName(tr("Close the findings"));
    setButtonRole(close, ButtonRole::Ghost);
    connect(close, &QToolButton::clicked, this, &ValidationPanel::closeRequested);
    m_tree->setObjectName(u"findingsTreeWidget"_s);
    m_tree->setAccessibleName(tr("Findings by product"));
    m_tree->header()->hide();
    m_tree->setUniformRowHeights(true);
    const auto request = [this](QTreeWidgetItem *item) {
        if (item)
            Q_EMIT productRequested(item->data(0, idRole).toLongLong());
    };
    connect(m_tree, &QTreeWidget::itemActivated, this, request);
    connect(m_tree, &QTreeWidget::itemDoubleClicked, this, request);

    auto *top = new QHBoxLayout;
    top->addWidget(m_headline, 1);
    top->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::large, spacing::medium, spacing::large, spacing::large);
    layout->setSpacing(spacing::small);
    layout->addLayout(top);
    layout->addWidget(m_counts);
    layout->addWidget(m_tree, 1);
}

void ValidationPanel::show(const ValidationSummary &summary, const RulePack &pack)
{
    const QLocale locale = this->locale();
    m_headline->setText(tr("Rules of %1").arg(pack.name()));
    const qint64 good = summary.products - summary.withErrors - summary.withWarnings;
    QString counts = tr("%1 checked: %2 would be refused, %3 with warnings, %4 fit all rules.")
                         .arg(locale.toString(summary.products), locale.toString(summary.withErrors),
                              locale.toString(summary.withWarnings), locale.toString(good));
    if (summary.cancelled)
        counts += u' ' + tr("Cancelled before the end.");
    if (summary.withErrors + summary.withWarnings > summary.findings.size())
        counts += u' ' + tr("The first %1 are listed.").arg(locale.toString(summary.findings.size()));
    m_counts->setText(counts);
    m_tree->clear();
    QList<QTreeWidgetItem *> items;
    for (const ProductFindings &product : summary.findings) {
        const QString name = product.title.isEmpty() ? product.sku : product.title;
        auto *item = new QTreeWidgetItem({name + u" (" + locale.toString(product.findings.size()) + u')'});
        item->setData(0, idRole, product.productId);
        item->setToolTip(0, product.sku.isEmpty() ? name : tr("%1\nSKU %2").arg(name, product.sku));
        for (const Finding &finding : product.findings)
            item->addChild(findingItem(finding, product.productId));
        items.append(item);
    }
    m_tree->addTopLevelItems(items);
    for (QTreeWidgetItem *item : items.first(std::min<qsizetype>(items.size(), 20)))
        item->setExpanded(true);
}

} // namespace listwright
