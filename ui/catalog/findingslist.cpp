// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/findingslist.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int iconSize = 18;

QPushButton *smallButton(const QString &text, const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    return button;
}

} // namespace

FindingsList::FindingsList(QWidget *parent)
    : QWidget(parent), m_headline(new QLabel(this)), m_more(new QLabel(this)), m_rows(new QVBoxLayout)
{
    m_headline->setObjectName(u"findingsLabel"_s);
    m_headline->setWordWrap(true);
    m_headline->setFont(titleFont(font()));
    setTextRole(m_more, TextRole::Muted);
    m_rows->setSpacing(spacing::tiny);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::small);
    layout->addWidget(m_headline);
    layout->addLayout(m_rows);
    layout->addWidget(m_more);
}

void FindingsList::setFindings(const QList<Finding> &findings, const std::shared_ptr<const RulePack> &pack)
{
    for (QWidget *row : std::exchange(m_widgets, {}))
        delete row;
    QWidget *before = this; // Tab goes through the rows after what stands above them
    for (const Finding &finding : findings.first(std::min(shown, findings.size()))) {
        m_widgets.append(createRow(finding));
        m_rows->addWidget(m_widgets.last());
        const auto buttons = m_widgets.last()->findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            setTabOrder(before, button);
            before = button;
        }
    }
    m_more->setVisible(findings.size() > shown);
    m_more->setText(tr("%Ln more", nullptr, static_cast<int>(findings.size() - shown)));
    if (!pack) {
        m_headline->setText(tr("Choose a marketplace to check its rules."));
        setTextRole(m_headline, TextRole::Muted);
    } else if (findings.isEmpty()) {
        m_headline->setText(tr("Fits all rules of %1").arg(pack->name()));
        setTextRole(m_headline, TextRole::Success);
    } else {
        const auto errors = std::count_if(findings.begin(), findings.end(),
                                          [](const Finding &finding) { return finding.severity == Severity::Error; });
        m_headline->setText(tr("%1: %2, %3", "marketplace: errors, warnings")
                                .arg(pack->name(), tr("%Ln error(s)", nullptr, static_cast<int>(errors)),
                                     tr("%Ln warning(s)", nullptr, static_cast<int>(findings.size() - errors))));
        setTextRole(m_headline, errors > 0 ? TextRole::Danger : TextRole::Warning);
    }
    m_headline->setToolTip(pack ? tr("Rules as of %1").arg(locale().toString(pack->date(), QLocale::ShortFormat))
                                : QString());
}

QWidget *FindingsList::createRow(const Finding &finding)
{
    auto *row = new QWidget(this);
    row->setObjectName(u"findingRow"_s);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::small);
    const bool refused = finding.severity == Severity::Error;
    auto *symbol = new QLabel(row);
    symbol->setPixmap(icon(refused ? u"error"_s : u"warning"_s, refused ? IconColor::Danger : IconColor::Warning)
                          .pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
    symbol->setAccessibleName(refused ? tr("Error") : tr("Warning"));
    symbol->setToolTip(symbol->accessibleName());
    layout->addWidget(symbol, 0, Qt::AlignTop);
    auto *text = new QLabel(finding.message, row);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text->setToolTip(tr("%1\nRule: %2\nSource: %3").arg(fieldLabel(finding.field), finding.rule, finding.source));
    layout->addWidget(text, 1);
    QPushButton *show = smallButton(tr("Show"), u"showFindingPushButton"_s, row);
    setButtonRole(show, ButtonRole::Ghost);
    connect(show, &QPushButton::clicked, this, [this, finding] { Q_EMIT showRequested(finding); });
    layout->addWidget(show, 0, Qt::AlignTop);
    if (finding.fix) {
        QPushButton *fix = smallButton(tr("Fix"), u"fixFindingPushButton"_s, row);
        fix->setToolTip(tr("Becomes: %1").arg(finding.fix->left(300)));
        connect(fix, &QPushButton::clicked, this, [this, finding] { Q_EMIT fixRequested(finding); });
        layout->addWidget(fix, 0, Qt::AlignTop);
    }
    return row;
}

} // namespace listwright
