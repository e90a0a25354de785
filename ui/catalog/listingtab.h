// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/listing/rulepack.h"
#include "ui/catalog/productsession.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace listwright {

class AutosaveLineEdit;
class AutosaveTextEdit;
class FindingsList;
class TaskRunner;

/** Original and optimized texts, side by side where there is room, with counters against the chosen marketplace's
 * limits and its findings.
 */
class ListingTab : public QWidget
{
    Q_OBJECT

public:
    ListingTab(ProductSession &session, const RulePacks &packs, QWidget *parent = nullptr);

    /** Of the narrow form, where the optimized texts stand below the original ones. */
    QSize minimumSizeHint() const override;

    /** Shows the session's product. */
    void refresh();
    /** Key of the chosen rule pack; empty for the product in general. */
    QString marketplace() const;
    void setMarketplace(const QString &key);

Q_SIGNALS:
    /** A finding concerns a field that stands on another tab. */
    void fieldRequested(listwright::ProductField field);
    void marketplaceChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOut();
    QBoxLayout *createCaption(const QString &text, QLabel *counter, QWidget *parent);
    /** Whether both columns have room, counters standing beside their captions or below them. */
    bool fitsBeside(bool stackedCaptions);
    QWidget *createColumn(const QString &headline, QWidget *title, QLabel *titleCounter, QWidget *description,
                          QLabel *descriptionCounter);
    void addBulletPoints();
    void showBulletPoints();
    void save(ProductField field, const QString &text);
    void updateCounters();
    void validate();
    void applyFix(const Finding &finding);
    void jumpTo(const Finding &finding);
    std::shared_ptr<const RulePack> pack() const;
    Product edited() const;

    ProductSession &m_session;
    RulePacks m_packs;
    TaskRunner *m_runner;
    QComboBox *m_marketplace;
    QLabel *m_state;
    AutosaveLineEdit *m_originalTitle;
    QPlainTextEdit *m_originalDescription;
    AutosaveLineEdit *m_title;
    AutosaveTextEdit *m_description;
    QWidget *m_bulletPart; ///< hidden where the marketplace shows none
    AutosaveTextEdit *m_bulletPoints;
    QLabel *m_bulletCounter;
    QLabel *m_titleCounter;
    QLabel *m_descriptionCounter;
    FindingsList *m_findings;
    QList<QBoxLayout *> m_captions; ///< each with its counter
    QBoxLayout *m_columns = nullptr;
    QWidget *m_original = nullptr;
    QWidget *m_optimized = nullptr;
    QTimer m_validation;
    quint64 m_request = 0;
};

} // namespace listwright
