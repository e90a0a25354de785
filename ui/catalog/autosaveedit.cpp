// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/autosaveedit.h"

#include <QKeyEvent>

namespace listwright {

namespace {

bool isEnter(const QKeyEvent &event)
{
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

} // namespace

void AutosaveLineEdit::setStored(const QString &text)
{
    const bool typing = hasFocus() && this->text() != m_stored;
    m_stored = text;
    if (typing || this->text() == text)
        return;
    setText(text);
    if (!hasFocus())
        home(false); // a text that does not fit shows its beginning
}

void AutosaveLineEdit::save()
{
    if (isReadOnly() || text() == m_stored)
        return;
    m_stored = text();
    Q_EMIT saved(m_stored);
}

void AutosaveLineEdit::forgetTyped()
{
    m_stored = text();
}

void AutosaveLineEdit::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() == Qt::PopupFocusReason)
        return;
    save();
    if (event->reason() != Qt::ActiveWindowFocusReason) // who comes back from another window goes on where it was
        home(false);
}

void AutosaveLineEdit::keyPressEvent(QKeyEvent *event)
{
    if (isEnter(*event))
        save();
    else if (event->key() == Qt::Key_Escape && text() != m_stored)
        setText(m_stored);
    else
        QLineEdit::keyPressEvent(event);
}

AutosaveTextEdit::AutosaveTextEdit(QWidget *parent) : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
}

void AutosaveTextEdit::setStored(const QString &text)
{
    const bool typing = hasFocus() && toPlainText() != m_stored;
    m_stored = text;
    if (!typing && toPlainText() != text)
        setPlainText(text);
}

void AutosaveTextEdit::save()
{
    if (isReadOnly() || toPlainText() == m_stored)
        return;
    m_stored = toPlainText();
    Q_EMIT saved(m_stored);
}

void AutosaveTextEdit::forgetTyped()
{
    m_stored = toPlainText();
}

void AutosaveTextEdit::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        save();
}

void AutosaveTextEdit::keyPressEvent(QKeyEvent *event)
{
    if (isEnter(*event) && event->modifiers() & Qt::ControlModifier)
        save();
    else if (event->key() == Qt::Key_Escape && toPlainText() != m_stored)
        setPlainText(m_stored);
    else
        QPlainTextEdit::keyPressEvent(event);
}

} // namespace listwright
