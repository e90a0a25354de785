// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QPlainTextEdit>

namespace listwright {

/** A line that emits saved() when it is left or Enter is pressed with another text than before; Esc takes it back. */
class AutosaveLineEdit : public QLineEdit
{
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;
    /** The stored value; leaves alone what is being typed. */
    void setStored(const QString &text);
    QString stored() const { return m_stored; }
    /** As if the field had been left. */
    void save();
    /** What is being typed belongs to nothing any more: the next setStored() replaces it. */
    void forgetTyped();

Q_SIGNALS:
    void saved(const QString &text);

protected:
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString m_stored;
};

/** The same for a text of several lines; Ctrl+Enter saves at once. Tab leaves the field. */
class AutosaveTextEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit AutosaveTextEdit(QWidget *parent = nullptr);
    void setStored(const QString &text);
    QString stored() const { return m_stored; }
    /** As if the field had been left. */
    void save();
    /** What is being typed belongs to nothing any more: the next setStored() replaces it. */
    void forgetTyped();

Q_SIGNALS:
    void saved(const QString &text);

protected:
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString m_stored;
};

} // namespace listwright
