// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/settings/settings.h"
#include "ui/services.h"

#include <QFrame>

#include <functional>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;
class QVBoxLayout;

namespace listwright {

/**
 * A card of the settings page. The bound inputs show a setting, keep it when the person has finished changing it, and
 * follow it when it changes elsewhere. One that the environment holds cannot be changed and says so.
 */
class SettingsSection : public QFrame
{
    Q_OBJECT

public:
    ~SettingsSection() override;
    SettingsSection(const Services &services, const QString &name, const QString &title, const QString &text,
                    QWidget *parent);

    QString title() const { return m_title; }
    QString iconName() const { return m_iconName; }
    /** Where the value comes from that cannot be changed here. */
    static QString setByEnvironment(SettingKey key);

Q_SIGNALS:
    /** The new choices hold only after a new start. */
    void restartNeeded();
    void restartRequested();

protected:
    static constexpr int inputWidth = 350;

    const Services &services() const { return m_services; }
    QVBoxLayout *body() const { return m_body; }
    QFormLayout *form() const { return m_form; }
    void setIconName(const QString &name) { m_iconName = name; }

    /** A labelled row with, below the input, a line in grey that says what it is for. */
    void addRow(const QString &label, QWidget *input, const QString &hint = {});
    QLineEdit *addText(SettingKey key, const QString &label, const QString &hint = {});
    QSpinBox *addNumber(SettingKey key, const QString &label, const QString &hint = {});
    /** `choices` are pairs of the stored value and what the person reads. */
    QComboBox *addChoice(SettingKey key, const QString &label, const QList<std::pair<QString, QString>> &choices,
                         const QString &hint = {});
    QLineEdit *addFolder(SettingKey key, const QString &label, const QString &hint = {});
    /** A file that is not kept by itself: `finished` is called when the person has finished changing it, see keep(). */
    QLineEdit *addFile(SettingKey key, const QString &label, const QString &hint,
                       const std::function<void()> &finished);
    /** Keeps what the input shows. */
    Result<void> keep(SettingKey key, QLineEdit *input);
    /** A heading among the rows. */
    void addHeading(const QString &text);
    /** A line below the input and its hint, see setNote(). */
    QLabel *addNote(QWidget *input, const QString &objectName);
    /** Nothing hides it. */
    static void setNote(QLabel *note, const QString &text);
    /** As high as its text is across the inputs, which changes with the text. */
    static void fitHeight(QLabel *label);
    QLabel *addLine(const QString &objectName);
    /** Shows the error under the section's title or takes it away. */
    void report(const Result<void> &result);
    /** Object name stem of a key's input: "theme" for "appearance/theme". */
    static QString stem(SettingKey key);

    /** Disables an input whose setting the environment holds, and makes the hint say so. */
    void lock(SettingKey key, QWidget *input, QString &hint);
    /** The wheel scrolls the page; it changes an input only once that has the focus. */
    void ignoreWheel(QWidget *input);
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLineEdit *createText(SettingKey key, const QString &label, const QString &hint);
    void addBrowsing(QLineEdit *input, const QString &text, std::function<QString()> choose);

    Services m_services;
    QString m_title;
    QString m_iconName;
    QVBoxLayout *m_body = nullptr;
    QFormLayout *m_form = nullptr;
    QLabel *m_problem = nullptr;
};

} // namespace listwright
