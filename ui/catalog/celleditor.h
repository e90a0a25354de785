// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemDelegate>
#include <QAbstractItemView>
#include <QLineEdit>

namespace listwright {

/** The line in which a cell of the view is being edited; null when none is. */
inline QLineEdit *openEditor(const QAbstractItemView &view)
{
    const auto lines = view.viewport()->findChildren<QLineEdit *>();
    for (QLineEdit *line : lines) {
        if (!line->isHidden()) // a closed one is deleted a little later
            return line;
    }
    return nullptr;
}

/** Takes over what is being typed, as leaving the cell would. */
inline void finishEditing(QAbstractItemView &view)
{
    if (QLineEdit *editor = openEditor(view)) {
        QAbstractItemDelegate *delegate = view.itemDelegate();
        Q_EMIT delegate->commitData(editor);
        Q_EMIT delegate->closeEditor(editor, QAbstractItemDelegate::NoHint);
    }
}

} // namespace listwright
