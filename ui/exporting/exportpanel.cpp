// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/exporting/exportpanel.h"

#include "services/settings/settings.h"
#include "ui/catalog/taskrunner.h"
#include "ui/exporting/lossmodel.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/notifications.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSaveFile>
#include <QStandardPaths>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

QString writtenText(const ExportOutcome &outcome)
{
    const QLocale locale;
    QString text = ExportPanel::tr("%Ln product(s) written", nullptr, static_cast<int>(outcome.summary.written));
    if (outcome.summary.skipped > 0)
        text += u", " + ExportPanel::tr("%Ln skipped because of rule errors", nullptr,
                                        static_cast<int>(outcome.summary.skipped));
    return text + u'.';
}

} // namespace

ExportPanel::ExportPanel(Services services, QWidget *parent)
    : QWidget(parent)
    , m_services(std::move(services))
    , m_runner(new TaskRunner(m_services.tasks, this))
    , m_format(new QComboBox(this))
    , m_chosen(new QRadioButton(this))
    , m_matching(new QRadioButton(this))
    , m_includeInvalid(new QCheckBox(tr("Also write products with rule errors"), this))
    , m_file(new QLineEdit(this))
    , m_start(new QPushButton(listwright::icon(u"export"_s, IconColor::OnAccent), tr("Write the file"), this))
    , m_result(new QLabel(this))
    , m_lossCaption(new QLabel(this))
    , m_losses(new QTableView(this))
    , m_lossModel(new LossModel(this))
    , m_saveLosses(new QPushButton(listwright::icon(u"save"_s), tr("Save as CSV…"), this))
{
    setObjectName(u"exportPanel"_s);
    auto *headline = new QLabel(tr("Export"), this);
    headline->setFont(titleFont(font()));
    auto *close = new QToolButton(this);
    close->setObjectName(u"closeExportToolButton"_s);
    close->setIcon(listwright::icon(u"close"_s));
    close->setAccessibleName(tr("Close the export"));
    setButtonRole(close, ButtonRole::Ghost);
    connect(close, &QToolButton::clicked, this, &ExportPanel::closeRequested);
    auto *top = new QHBoxLayout;
    top->addWidget(headline, 1);
    top->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::large, spacing::medium, spacing::large, spacing::large);
    layout->setSpacing(spacing::medium);
    layout->addLayout(top);
    layout->addWidget(createForm());
    layout->addWidget(m_start, 0, Qt::AlignRight);
    layout->addWidget(createReport(), 1);
    layout->addStretch();
    m_start->setObjectName(u"startExportPushButton"_s);
    setButtonRole(m_start, ButtonRole::Primary);
    connect(m_start, &QPushButton::clicked, this, &ExportPanel::start);
    connect(m_file, &QLineEdit::textChanged, this, &ExportPanel::updateStart);
    connect(m_file, &QLineEdit::textChanged, m_file, &QWidget::setToolTip); // seldom is there room for all of it
    connect(m_chosen, &QRadioButton::toggled, this, &ExportPanel::updateStart);
    connect(m_runner, &TaskRunner::busyChanged, this, &ExportPanel::updateStart);
    onFormatChanged();
    updateStart();
}

void ExportPanel::updateStart()
{
    const bool products = !(m_chosen->isChecked() ? m_chosenScope : m_matchingScope).isEmpty();
    m_start->setEnabled(products && !m_file->text().trimmed().isEmpty() && !m_runner->isBusy());
    m_start->setToolTip(products ? QString() : tr("There are no products to write"));
}

QWidget *ExportPanel::createForm()
{
    auto *box = new QWidget(this);
    m_options = new QFormLayout(box);
    m_options->setContentsMargins(0, 0, 0, 0);
    m_options->setVerticalSpacing(spacing::small);
    m_options->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_format->setObjectName(u"formatComboBox"_s);
    for (const UploadFormat &known : UploadWriter::formats())
        m_format->addItem(known.name, known.key);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportPanel::onFormatChanged);
    m_options->addRow(tr("Format"), m_format);
    m_chosen->setObjectName(u"chosenRadioButton"_s);
    m_matching->setObjectName(u"matchingRadioButton"_s);
    m_options->addRow(tr("Products"), m_chosen);
    m_options->addRow(QString(), m_matching);
    const Settings &settings = *m_services.settings;
    m_sellerId = addOption(*m_options, tr("Seller ID"), u"sellerIdLineEdit"_s,
                           settings.text(SettingKey::AmazonSellerId), u"A1B2C3D4E5"_s);
    m_site = addOption(*m_options, tr("Marketplace site"), u"siteLineEdit"_s,
                       settings.text(SettingKey::MarketplaceSite), u"DE"_s);
    m_locale = addOption(*m_options, tr("Language of the texts"), u"localeLineEdit"_s,
                         settings.text(SettingKey::MarketplaceLocale), u"de-DE"_s);
    m_currency = addOption(*m_options, tr("Currency"), u"currencyLineEdit"_s,
                           settings.text(SettingKey::DefaultCurrency), u"EUR"_s);
    m_storeUrl = addOption(*m_options, tr("Address of your shop"), u"storeUrlLineEdit"_s,
                           settings.text(SettingKey::StoreUrl), u"https://shop.example"_s);
    m_includeInvalid->setObjectName(u"includeInvalidCheckBox"_s);
    m_includeInvalid->setToolTip(tr("Otherwise they are left out and listed below"));
    m_options->addRow(QString(), m_includeInvalid);
    m_file->setObjectName(u"exportFileLineEdit"_s);
    m_file->setAccessibleName(tr("File"));
    auto *choose = new QPushButton(tr("Choose…"), this);
    choose->setObjectName(u"chooseExportFilePushButton"_s);
    connect(choose, &QPushButton::clicked, this, &ExportPanel::chooseFile);
    auto *line = new QHBoxLayout;
    line->addWidget(m_file, 1);
    line->addWidget(choose);
    m_options->addRow(tr("File"), line);
    return box;
}

QLineEdit *ExportPanel::addOption(QFormLayout &form, const QString &label, const QString &name, const QString &value,
                                  const QString &placeholder)
{
    auto *line = new QLineEdit(value, this);
    line->setObjectName(name);
    line->setPlaceholderText(placeholder);
    line->setAccessibleName(label);
    form.addRow(label, line);
    return line;
}

QWidget *ExportPanel::createReport()
{
    m_report = new QWidget(this);
    m_report->setObjectName(u"exportReport"_s);
    m_result->setObjectName(u"exportResultLabel"_s);
    m_result->setWordWrap(true);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_lossCaption->setWordWrap(true);
    setTextRole(m_lossCaption, TextRole::Muted);
    m_losses->setObjectName(u"lossesTableView"_s);
    m_losses->setAccessibleName(tr("What the file cannot carry"));
    m_losses->setModel(m_lossModel);
    m_losses->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_losses->verticalHeader()->hide();
    m_losses->horizontalHeader()->setStretchLastSection(true);
    m_losses->setShowGrid(false);
    m_losses->setWordWrap(false);
    m_losses->setTabKeyNavigation(false);
    m_losses->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_saveLosses->setObjectName(u"saveLossesPushButton"_s);
    connect(m_saveLosses, &QPushButton::clicked, this, &ExportPanel::saveLosses);
    auto *layout = new QVBoxLayout(m_report);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::small);
    layout->addWidget(m_result);
    layout->addWidget(m_lossCaption);
    layout->addWidget(m_losses, 1);
    layout->addWidget(m_saveLosses, 0, Qt::AlignRight);
    m_report->hide();
    return m_report;
}

UploadFormat ExportPanel::format() const
{
    return UploadWriter::format(m_format->currentData().toString()).value_or(UploadFormat{});
}

void ExportPanel::setScopes(const ProductScope &chosen, const ProductScope &matching)
{
    m_chosenScope = chosen;
    m_matchingScope = matching;
    m_chosen->setText(tr("%Ln selected", nullptr, static_cast<int>(chosen.count)));
    m_chosen->setEnabled(!chosen.isEmpty());
    m_matching->setText(tr("All %1 matching").arg(locale().toString(matching.count)));
    (chosen.isEmpty() ? m_matching : m_chosen)->setChecked(true);
    m_report->hide();
    suggestFile();
    updateStart();
}

void ExportPanel::onFormatChanged()
{
    const QString marketplace = format().marketplace;
    const bool own = marketplace.isEmpty();
    const auto showRow = [this](QWidget *field, bool visible) {
        field->setVisible(visible);
        m_options->labelForField(field)->setVisible(visible);
    };
    showRow(m_sellerId, marketplace == u"amazon");
    showRow(m_site, marketplace == u"amazon" || marketplace == u"ebay" || marketplace == u"kaufland");
    showRow(m_locale, !own);
    showRow(m_currency, !own);
    showRow(m_storeUrl, marketplace == u"google");
    m_includeInvalid->setVisible(!own);
    suggestFile();
}

void ExportPanel::suggestFile()
{
    if (!m_file->text().isEmpty() && m_file->text() != m_suggested)
        return; // the person's own choice
    m_suggested = QDir(folder()).filePath(
        u"listwright-%1-%2.%3"_s.arg(format().key, QDate::currentDate().toString(Qt::ISODate), format().suffix));
    m_file->setText(m_suggested);
}

QString ExportPanel::folder() const
{
    for (const QString &place : {m_services.settings->text(SettingKey::ExportFolder),
                                 QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)}) {
        if (QFileInfo(place).isDir())
            return place;
    }
    return QDir::homePath();
}

QString ExportPanel::file() const
{
    return QDir::cleanPath(QDir(folder()).absoluteFilePath(m_file->text().trimmed()));
}

void ExportPanel::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Write the upload file"));
    dialog->setObjectName(u"exportFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(format().suffix);
    dialog->selectFile(file());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &chosen) {
        m_agreed = QDir::cleanPath(chosen);
        m_file->setText(chosen);
    });
    dialog->open();
}

ExportRequest ExportPanel::request() const
{
    const ProductScope &scope = m_chosen->isChecked() ? m_chosenScope : m_matchingScope;
    ExportRequest request;
    request.format = format().key;
    request.file = file();
    request.query = scope.query;
    request.ids = scope.ids;
    request.options.sellerId = m_sellerId->text().trimmed();
    request.options.marketplaceSite = m_site->text().trimmed();
    request.options.locale = m_locale->text().trimmed();
    request.options.currency = m_currency->text().trimmed().toUpper();
    request.options.storeUrl = m_storeUrl->text().trimmed();
    request.options.includeInvalid = m_includeInvalid->isChecked();
    return request;
}

void ExportPanel::rememberOptions()
{
    Settings &settings = *m_services.settings;
    const ExportRequest made = request();
    // A choice that cannot be remembered (held by the environment) still counts for this file.
    const auto remember = [&settings](SettingKey key, const QString &value) {
        if (!settings.isLocked(key))
            static_cast<void>(settings.setText(key, value));
    };
    // Only what this format asks for: the other fields were not looked at.
    const auto rememberShown = [&remember](SettingKey key, const QWidget *field, const QString &value) {
        if (!field->isHidden())
            remember(key, value);
    };
    rememberShown(SettingKey::AmazonSellerId, m_sellerId, made.options.sellerId);
    rememberShown(SettingKey::MarketplaceSite, m_site, made.options.marketplaceSite);
    rememberShown(SettingKey::MarketplaceLocale, m_locale, made.options.locale);
    rememberShown(SettingKey::StoreUrl, m_storeUrl, made.options.storeUrl);
    remember(SettingKey::ExportFolder, QFileInfo(made.file).absolutePath());
}

void ExportPanel::start()
{
    const QString target = file();
    if (QFileInfo(target).isFile() && target != m_agreed)
        askToReplace(target);
    else
        write();
}

void ExportPanel::askToReplace(const QString &target)
{
    auto *question =
        new QMessageBox(QMessageBox::NoIcon, tr("Replace the file?"),
                        tr("“%1” exists already.").arg(QFileInfo(target).fileName()), QMessageBox::Cancel, this);
    question->setObjectName(u"replaceFileMessageBox"_s);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(tr("What is in it now will be lost."));
    question->setDefaultButton(question->addButton(tr("Replace"), QMessageBox::AcceptRole));
    connect(question, &QDialog::accepted, this, &ExportPanel::write);
    question->open();
}

void ExportPanel::write()
{
    if (m_runner->isBusy())
        return;
    m_agreed.clear();
    rememberOptions();
    m_report->hide();
    m_runner->run<ExportOutcome>(
        tr("Writing %1").arg(QFileInfo(file()).fileName()),
        [storage = m_services.storage, packs = m_services.rulePacks, request = request()](TaskProgress &progress,
                                                                                          const std::stop_token &stop) {
            const auto report = [&progress](qint64 done, qint64 total) {
                progress.report(total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 1.0,
                                QLocale().toString(done) + u" / " + QLocale().toString(total));
            };
            return runExport(*storage, packs, request, report, stop);
        },
        [this](const Result<ExportOutcome> &outcome) { onFinished(outcome); });
}

void ExportPanel::onFinished(const Result<ExportOutcome> &outcome)
{
    if (!outcome) {
        m_services.notifications->error(outcome.error());
        return;
    }
    if (outcome->cancelled) {
        m_services.notifications->information(tr("The export was cancelled; nothing was left behind."));
        return;
    }
    const UploadSummary &summary = outcome->summary;
    m_result->setText(writtenText(*outcome) + u'\n' + outcome->files.join(u'\n'));
    setTextRole(m_result, summary.written > 0 ? TextRole::Success : TextRole::Warning);
    m_lossModel->setLosses(summary.losses);
    m_losses->resizeColumnsToContents();
    const bool losses = summary.lossCount > 0;
    m_lossCaption->setText(losses ? tr("%Ln thing(s) the file cannot carry or had to change:", nullptr,
                                       static_cast<int>(summary.lossCount))
                                  : tr("Everything fits into the file."));
    m_losses->setVisible(losses);
    m_saveLosses->setVisible(losses);
    m_report->show();
    Notification notification;
    notification.kind = Notification::Kind::Success;
    notification.text = writtenText(*outcome);
    notification.detail = outcome->files.join(u", "_s);
    notification.actionText = tr("Open the folder");
    notification.action = [folder = QFileInfo(outcome->files.value(0)).absolutePath()] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
    };
    m_services.notifications->post(std::move(notification));
}

void ExportPanel::saveLosses()
{
    auto *dialog = new QFileDialog(this, tr("Save the loss report"));
    dialog->setObjectName(u"lossesFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(file() + u".losses.csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &name) {
        QSaveFile file(name);
        if (!file.open(QIODevice::WriteOnly) || file.write(m_lossModel->toCsv()) < 0 || !file.commit())
            m_services.notifications->error(
                {ErrorCode::Io, tr("“%1” could not be written: %2").arg(name, file.errorString()), {}, {}});
    });
    dialog->open();
}

} // namespace listwright
