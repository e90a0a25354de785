// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/publishing/exportrun.h"
#include "ui/catalog/catalogsource.h"
#include "ui/services.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QCheckBox;
class QStackedWidget;
class QTableView;

namespace listwright {

class LossModel;
class TaskRunner;

/** Writes upload files: format, products, options, file; afterwards what was written and what the file cannot carry. */
class ExportPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ExportPanel(Services services, QWidget *parent = nullptr);

    /** Empty `chosen` leaves only everything that matches. */
    void setScopes(const ProductScope &chosen, const ProductScope &matching);

Q_SIGNALS:
    void closeRequested();

private:
    QWidget *createForm();
    QWidget *createReport();
    QLineEdit *addOption(QFormLayout &form, const QString &label, const QString &name, const QString &value,
                         const QString &placeholder);
    void onFormatChanged();
    void suggestFile();
    /** Of the last export, at first the person's documents; one that is there. */
    QString folder() const;
    /** With its whole path. */
    QString file() const;
    void chooseFile();
    /** Asks before another file is replaced; the file dialog has asked already. */
    void start();
    void askToReplace(const QString &target);
    void write();
    void updateStart();
    void onFinished(const Result<ExportOutcome> &outcome);
    void saveLosses();
    ExportRequest request() const;
    UploadFormat format() const;
    void rememberOptions();

    Services m_services;
    TaskRunner *m_runner;
    ProductScope m_chosenScope;
    ProductScope m_matchingScope;
    QComboBox *m_format;
    QRadioButton *m_chosen;
    QRadioButton *m_matching;
    QFormLayout *m_options = nullptr;
    QLineEdit *m_sellerId = nullptr;
    QLineEdit *m_site = nullptr;
    QLineEdit *m_locale = nullptr;
    QLineEdit *m_currency = nullptr;
    QLineEdit *m_storeUrl = nullptr;
    QCheckBox *m_includeInvalid;
    QLineEdit *m_file;
    QPushButton *m_start;
    QWidget *m_report = nullptr;
    QLabel *m_result;
    QLabel *m_lossCaption;
    QTableView *m_losses;
    LossModel *m_lossModel;
    QPushButton *m_saveLosses;
    QString m_suggested;
    QString m_agreed; ///< a file that the person said may be replaced
};

} // namespace listwright
