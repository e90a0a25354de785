// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/readonlyquestion.h"

#include <QPushButton>

namespace listwright {

using namespace Qt::StringLiterals;

ReadOnlyQuestion::ReadOnlyQuestion(const Error &problem, QWidget *parent)
    : QMessageBox(NoIcon, u"Listwright"_s, problem.message, NoButton, parent)
{
    setObjectName(u"readOnlyQuestion"_s);
    setTextFormat(Qt::PlainText);
    setInformativeText(tr("You can look at it without changing anything."));
    m_readOnly = addButton(tr("Open read-only"), AcceptRole);
    m_readOnly->setObjectName(u"openReadOnlyPushButton"_s);
    addButton(Close)->setObjectName(u"closePushButton"_s);
    setDefaultButton(m_readOnly);
}

bool ReadOnlyQuestion::opensReadOnly() const
{
    return clickedButton() == m_readOnly;
}

} // namespace listwright
