// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/apikey.h"
#include "models/domain/result.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace listwright {

class NewApiKey;
class Storage;

/** Asks what a new key of the REST API is for, makes it, and shows it this once. */
class NewKeyDialog : public QDialog
{
    Q_OBJECT

public:
    explicit NewKeyDialog(Storage &storage, QWidget *parent = nullptr);

    void reject() override;

Q_SIGNALS:
    void made();

private:
    QWidget *createForm();
    QWidget *createScopes(QWidget *page);
    void addExpiry(QFormLayout &form, QWidget *page);
    QWidget *createResult();
    void updateInputs();
    ApiScopes scopes() const;
    std::optional<QDateTime> expiresAt() const;
    void make();
    void onKept(const Result<ApiKey> &kept, const QString &secret);
    void setBusy(bool busy);

    Storage &m_storage;
    QWidget *m_form = nullptr;
    QWidget *m_result = nullptr; ///< in its place, when the key is made
    QLineEdit *m_name = nullptr;
    QList<std::pair<ApiScope, QCheckBox *>> m_scopes;
    QComboBox *m_expiry = nullptr;
    QDateEdit *m_date = nullptr;
    QLabel *m_problem = nullptr;
    QPushButton *m_make = nullptr;
    QPushButton *m_cancel = nullptr;
    QLineEdit *m_key = nullptr;
    QPushButton *m_copy = nullptr;
    QLabel *m_copied = nullptr;
    bool m_busy = false; ///< the key is being kept: whoever left now would never see it
};

} // namespace listwright
