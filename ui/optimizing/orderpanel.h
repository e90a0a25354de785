// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/optimization.h"
#include "ui/catalog/catalogsource.h"
#include "ui/services.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace listwright {

class TaskRunner;

/** Orders improvements by a model: which products, for where, which parts, and what it will cost before it is sent. */
class OrderPanel : public QWidget
{
    Q_OBJECT

public:
    explicit OrderPanel(Services services, QWidget *parent = nullptr);

    /** Empty `chosen` leaves only everything that matches. */
    void setScopes(const ProductScope &chosen, const ProductScope &matching);

Q_SIGNALS:
    void closeRequested();
    void settingsRequested();
    /** The seller has no key and takes the built-in rules instead. */
    void rulesRequested(const listwright::ProductScope &scope, const QString &pack);
    void bulkJobRequested(qint64 id);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *createForm();
    /** `chosen` is empty where each marketplace has its own. */
    void fillLanguages(const QString &chosen);
    QWidget *createSetup();
    QWidget *createEstimate();
    QCheckBox *createCheck(const QString &name, const QString &text);
    /** Whether a provider is set up is asked anew each time the panel is shown or the settings change. */
    void checkProvider();
    void showProvider(bool ready, const QString &reason);
    const ProductScope &scope() const;
    OptimizationOrder order() const;
    /** Why it cannot be started; empty when it can. */
    QString objection() const;
    void onOrderChanged();
    void estimate();
    void onEstimated(quint64 request, const Result<OptimizationEstimate> &estimate);
    void showEstimate(const OptimizationEstimate &estimate);
    QString languagesText(const OptimizationEstimate &estimate) const;
    QString budgetWarning(const OptimizationEstimate &estimate) const;
    void updateStart();
    void start();
    void onOrdered(const Result<BulkJob> &bulkJob, qint64 products, qint64 listings);
    void useRules();

    Services m_services;
    TaskRunner *m_runner;    ///< shows what it does
    TaskRunner *m_estimator; ///< in the background
    ProductScope m_chosenScope;
    ProductScope m_matchingScope;
    QWidget *m_setup = nullptr;
    QLabel *m_setupText = nullptr;
    QWidget *m_form = nullptr;
    QWidget *m_estimateBox = nullptr;
    QRadioButton *m_chosen;
    QRadioButton *m_matching;
    QList<std::pair<QString, QCheckBox *>> m_marketplaces; ///< by key of the rule pack
    QComboBox *m_language;
    QList<std::pair<OptimizePart, QCheckBox *>> m_parts;
    QLabel *m_model;
    QLineEdit *m_budget;
    QLabel *m_amount;
    QLabel *m_languages; ///< of each marketplace
    QLabel *m_cost;
    QLabel *m_spent;
    QLabel *m_warning;
    QPushButton *m_start;
    QTimer m_estimateTimer;
    quint64 m_estimateRequest = 0;
    quint64 m_providerRequest = 0;
    bool m_ready = false; ///< a provider is set up
};

} // namespace listwright
