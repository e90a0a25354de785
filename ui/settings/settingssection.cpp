// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/settingssection.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

constexpr int labelWidth = 152;

} // namespace

SettingsSection::SettingsSection(const Services &services, const QString &name, const QString &title,
                                 const QString &text, QWidget *parent)
    : QFrame(parent)
    , m_services(services)
    , m_title(title)
    , m_body(new QVBoxLayout(this))
    , m_form(new QFormLayout)
    , m_problem(new QLabel(this))
{
    setObjectName(name);
    setAccessibleName(title);
    setCard(this);
    auto *heading = new QLabel(title, this);
    heading->setFont(titleFont(font()));
    auto *explanation = new QLabel(text, this);
    explanation->setWordWrap(true);
    setTextRole(explanation, TextRole::Muted);
    m_problem->setObjectName(u"problemLabel"_s);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    setTextRole(m_problem, TextRole::Danger);
    m_body->setContentsMargins(spacing::huge, spacing::large + spacing::tiny, spacing::huge, spacing::huge);
    m_body->setSpacing(spacing::tiny);
    m_body->addWidget(heading);
    m_body->addWidget(explanation);
    m_body->addWidget(m_problem);
    m_body->addSpacing(spacing::medium);
    m_body->addLayout(m_form);
    m_form->setHorizontalSpacing(spacing::huge);
    m_form->setVerticalSpacing(spacing::medium);
    m_form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
}

QString SettingsSection::stem(SettingKey key)
{
    return Settings::definition(key).name.section(u'/', 1);
}

void SettingsSection::addRow(const QString &label, QWidget *input, const QString &hint)
{
    auto *field = new QWidget(this);
    auto *column = new QVBoxLayout(field);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::tiny);
    input->setMinimumWidth(inputWidth);
    input->setMaximumWidth(inputWidth);
    column->addWidget(input);
    if (!hint.isEmpty()) {
        auto *line = new QLabel(hint, field);
        line->setObjectName(input->objectName() + u"HintLabel");
        line->setWordWrap(true);
        line->setFixedWidth(inputWidth);
        line->setFont(smallFont(font()));
        setTextRole(line, TextRole::Muted);
        // A scroll area asks for the size without a width, so the wrapped height has to be said.
        line->setMinimumHeight(line->heightForWidth(inputWidth));
        column->addWidget(line);
        input->setAccessibleDescription(hint);
    }
    auto *name = new QLabel(label, this);
    name->setWordWrap(true);
    name->setFixedWidth(labelWidth);
    name->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    name->setContentsMargins(0, (spacing::controlHeight - fontMetrics().height()) / 2, 0, 0); // level with the input
    name->setMinimumHeight(std::max(spacing::controlHeight, name->heightForWidth(labelWidth)));
    name->setBuddy(input->focusProxy() ? input->focusProxy() : input);
    if (input->accessibleName().isEmpty())
        input->setAccessibleName(label);
    m_form->addRow(name, field);
}

QString SettingsSection::setByEnvironment(SettingKey key)
{
    return tr("Set by the environment variable %1.").arg(Settings::definition(key).environmentVariable);
}

void SettingsSection::lock(SettingKey key, QWidget *input, QString &hint)
{
    if (!m_services.settings->isLocked(key))
        return;
    input->setEnabled(false);
    hint = setByEnvironment(key);
}

void SettingsSection::ignoreWheel(QWidget *input)
{
    input->setFocusPolicy(Qt::StrongFocus);
    input->installEventFilter(this);
}

// A field that loses the focus only as it goes has nobody left to tell.
SettingsSection::~SettingsSection()
{
    const auto inputs = findChildren<QWidget *>();
    for (QWidget *input : inputs)
        input->disconnect(this);
}

bool SettingsSection::eventFilter(QObject *watched, QEvent *event)
{
    const auto *input = qobject_cast<QWidget *>(watched);
    if (event->type() == QEvent::Wheel && input && !input->hasFocus()) {
        event->ignore();
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

Result<void> SettingsSection::keep(SettingKey key, QLineEdit *input)
{
    if (input->text() == m_services.settings->shownText(key))
        return {};
    auto kept = m_services.settings->setText(key, input->text());
    input->setText(m_services.settings->shownText(key));
    return kept;
}

QLineEdit *SettingsSection::createText(SettingKey key, const QString &label, const QString &hint)
{
    auto *input = new QLineEdit(m_services.settings->shownText(key), this);
    input->setObjectName(stem(key) + u"LineEdit");
    connect(input, &QLineEdit::textEdited, this, [this] { report({}); });
    connect(m_services.settings, &Settings::changed, input, [this, key, input](SettingKey changed) {
        if (changed == key)
            input->setText(m_services.settings->shownText(key));
    });
    QString shownHint = hint;
    lock(key, input, shownHint);
    addRow(label, input, shownHint);
    return input;
}

QLineEdit *SettingsSection::addText(SettingKey key, const QString &label, const QString &hint)
{
    QLineEdit *input = createText(key, label, hint);
    connect(input, &QLineEdit::editingFinished, this, [this, key, input] {
        if (input->text() != m_services.settings->shownText(key))
            report(keep(key, input));
    });
    return input;
}

QSpinBox *SettingsSection::addNumber(SettingKey key, const QString &label, const QString &hint)
{
    auto *input = new QSpinBox(this);
    input->setObjectName(stem(key) + u"SpinBox");
    input->setRange(Settings::definition(key).minimum, Settings::definition(key).maximum);
    input->setValue(m_services.settings->number(key));
    connect(input, &QSpinBox::valueChanged, this,
            [this, key](int value) { report(m_services.settings->setNumber(key, value)); });
    connect(m_services.settings, &Settings::changed, input, [this, key, input](SettingKey changed) {
        if (changed == key)
            input->setValue(m_services.settings->number(key));
    });
    ignoreWheel(input);
    QString shownHint = hint;
    lock(key, input, shownHint);
    addRow(label, input, shownHint);
    return input;
}

QComboBox *SettingsSection::addChoice(SettingKey key, const QString &label,
                                      const QList<std::pair<QString, QString>> &choices, const QString &hint)
{
    auto *input = new QComboBox(this);
    input->setObjectName(stem(key) + u"ComboBox");
    for (const auto &[value, text] : choices)
        input->addItem(text, value);
    ignoreWheel(input);
    const auto show = [this, key, input] {
        const QString value = m_services.settings->text(key);
        if (input->findData(value) < 0)
            input->addItem(value, value);
        input->setCurrentIndex(input->findData(value));
    };
    show();
    connect(input, &QComboBox::activated, this,
            [this, key, input] { report(m_services.settings->setText(key, input->currentData().toString())); });
    connect(m_services.settings, &Settings::changed, input, [key, show](SettingKey changed) {
        if (changed == key)
            show();
    });
    QString shownHint = hint;
    lock(key, input, shownHint);
    addRow(label, input, shownHint);
    return input;
}

QLineEdit *SettingsSection::addFolder(SettingKey key, const QString &label, const QString &hint)
{
    QLineEdit *input = addText(key, label, hint);
    addBrowsing(input, tr("Choose a folder…"),
                [this, input, label] { return QFileDialog::getExistingDirectory(this, label, input->text()); });
    return input;
}

QLineEdit *SettingsSection::addFile(SettingKey key, const QString &label, const QString &hint,
                                    const std::function<void()> &finished)
{
    QLineEdit *input = createText(key, label, hint);
    connect(input, &QLineEdit::editingFinished, this, finished);
    addBrowsing(input, tr("Choose a file…"),
                [this, input, label] { return QFileDialog::getOpenFileName(this, label, input->text()); });
    return input;
}

void SettingsSection::addBrowsing(QLineEdit *input, const QString &text, std::function<QString()> choose)
{
    QAction *browse = input->addAction(icon(u"folder"_s, IconColor::Muted), QLineEdit::TrailingPosition);
    browse->setText(text);
    browse->setToolTip(text);
    browse->setEnabled(input->isEnabled());
    connect(browse, &QAction::triggered, this, [input, choose = std::move(choose)] {
        const QString chosen = choose();
        if (chosen.isEmpty())
            return;
        input->setText(QDir::toNativeSeparators(chosen));
        Q_EMIT input->editingFinished();
    });
}

void SettingsSection::addHeading(const QString &text)
{
    auto *heading = new QLabel(text, this);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    heading->setFont(strong);
    heading->setContentsMargins(0, spacing::medium, 0, 0);
    m_form->addRow(heading);
}

QLabel *SettingsSection::addNote(QWidget *input, const QString &objectName)
{
    auto *note = new QLabel(input->parentWidget());
    note->setObjectName(objectName);
    note->setWordWrap(true);
    note->setTextFormat(Qt::PlainText);
    note->setFixedWidth(inputWidth);
    note->setFont(smallFont(font()));
    setTextRole(note, TextRole::Warning);
    input->parentWidget()->layout()->addWidget(note);
    setNote(note, {});
    return note;
}

void SettingsSection::setNote(QLabel *note, const QString &text)
{
    note->setText(text);
    fitHeight(note);
    note->setVisible(!text.isEmpty());
}

void SettingsSection::fitHeight(QLabel *label)
{
    label->setMinimumHeight(0); // the height that a label asks for is never below
    label->setMinimumHeight(std::max(0, label->heightForWidth(inputWidth))); // see addRow()
}

QLabel *SettingsSection::addLine(const QString &objectName)
{
    auto *line = new QLabel(this);
    line->setObjectName(objectName);
    line->setWordWrap(true);
    m_body->addWidget(line);
    return line;
}

void SettingsSection::report(const Result<void> &result)
{
    m_problem->setVisible(!result);
    m_problem->setText(result ? QString() : result.error().message);
}

} // namespace listwright
