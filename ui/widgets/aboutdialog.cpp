// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/aboutdialog.h"

#include "services/settings/settings.h"
#include "services/storage/storage.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace listwright {

AboutDialog::AboutDialog(const Services &services, QWidget *parent) : QDialog(parent), m_services(services)
{
    setObjectName(u"aboutDialog"_s);
    setWindowTitle(tr("About Listwright"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *logo = new QLabel(this);
    logo->setPixmap(icon(u"listwright"_s).pixmap(QSize(64, 64), devicePixelRatioF()));
    auto *name = new QLabel(u"Listwright"_s, this);
    name->setFont(headlineFont(font()));
    auto *claim =
        new QLabel(tr("A seller’s workbench: bring products in, make good listings of them, publish them."), this);
    setTextRole(claim, TextRole::Muted);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(name);
    words->addWidget(claim);
    auto *head = new QHBoxLayout;
    head->setSpacing(spacing::large);
    head->addWidget(logo);
    head->addLayout(words, 1);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(spacing::huge);
    form->setVerticalSpacing(spacing::small);
    const auto lines = facts();
    for (const auto &[label, value] : lines) {
        auto *shown = new QLabel(value, this);
        shown->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        shown->setAccessibleName(label);
        auto *what = new QLabel(label, this);
        setTextRole(what, TextRole::Muted);
        form->addRow(what, shown);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    copy->setObjectName(u"copyPushButton"_s);
    connect(copy, &QPushButton::clicked, this, &AboutDialog::copyFacts);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::huge, spacing::huge, spacing::huge, spacing::large);
    layout->setSpacing(spacing::huge);
    layout->addLayout(head);
    layout->addLayout(form);
    layout->addWidget(buttons);
}

QList<std::pair<QString, QString>> AboutDialog::facts() const
{
    return {
        {tr("Version"), QStringLiteral(LISTWRIGHT_VERSION)},
        {tr("Licence"), tr("GNU General Public License, version 3 or later")},
        {tr("Database"), m_services.storage ? m_services.storage->location().displayText() : tr("None")},
        {tr("Settings"), m_services.settings->file()},
        {tr("Data"), m_services.settings->text(SettingKey::DataFolder)},
        {u"Qt"_s, QString::fromLatin1(qVersion())},
        {tr("System"), QSysInfo::prettyProductName()},
    };
}

void AboutDialog::copyFacts() const
{
    QStringList lines;
    const auto all = facts();
    for (const auto &[label, value] : all)
        lines << label + u": " + value;
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace listwright
