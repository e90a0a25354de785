// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingssection.h"

class QPushButton;

namespace listwright {

/** Receiving products from other programs: on or off, where, and what their senders have to know. */
class ReceivingSection : public SettingsSection
{
    Q_OBJECT

public:
    explicit ReceivingSection(const Services &services, QWidget *parent = nullptr);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *createState();
    QWidget *createSecret();
    void addCertificate();
    void addSenders();
    void addLimits();
    void addLimit(SettingKey key, const QString &label, const QString &unit, const QString &hint);
    void keepCertificate();
    void showMissingFile();
    void showState();
    void showSecret();
    void fitSecret();
    void copy(const QString &text, const QString &said);

    QLabel *m_state = nullptr;
    QWidget *m_stateButtons = nullptr;
    QPushButton *m_copyAddress = nullptr;
    QPushButton *m_copyWorkflow = nullptr;
    QPushButton *m_useOther = nullptr;
    QLineEdit *m_certificate = nullptr;
    QLineEdit *m_certificateKey = nullptr;
    QLabel *m_missingFile = nullptr;
    QLineEdit *m_secret = nullptr;
    QLabel *m_formerSecret = nullptr;
    QPushButton *m_reveal = nullptr;
    QPushButton *m_copySecret = nullptr;
    QPushButton *m_rotate = nullptr;
};

/** The workflow for n8n that sends products to the address, as n8n takes it from the clipboard. */
QString n8nWorkflow(const QString &address);

} // namespace listwright
