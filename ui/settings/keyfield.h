// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/provider.h"
#include "ui/services.h"
#include "ui/style/theme.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace listwright {

class TaskRunner;

/** A provider's key: entered, kept in the keychain or the vault, replaced, removed, and never shown again. */
class KeyField : public QWidget
{
    Q_OBJECT

public:
    explicit KeyField(const Services &services, QWidget *parent = nullptr);

    /** Says whether a key of this provider is kept, and where to get one. */
    void showProvider(const Provider &provider);
    QString typed() const; ///< not kept yet
    void clearTyped();

Q_SIGNALS:
    /** What became of keeping or removing it. */
    void said(const QString &text, listwright::TextRole role);

private:
    void layOut();
    void keepKey();
    void removeKey();
    void onKeyStored(const Result<void> &stored, const QString &done);

    Services m_services;
    TaskRunner *m_runner;
    Provider m_provider;
    QLineEdit *m_key;
    QPushButton *m_keep;
    QPushButton *m_remove;
    QLabel *m_state;
    quint64 m_request = 0;
};

} // namespace listwright
