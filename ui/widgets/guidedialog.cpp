// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/guidedialog.h"

#include "ui/style/theme.h"

#include <QDialogButtonBox>
#include <QTextBrowser>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct Chapter
{
    QString title;
    QString text;
};

QList<Chapter> chapters()
{
    return {
        {GuideDialog::tr("1. Bring products in"),
         GuideDialog::tr(
             "Drop files on the window, or choose File, Import. Listwright reads CSV, TSV, JSON and NDJSON and "
             "knows the exports of Shopify, eBay, Amazon and Allegro. You see the rows as they will be and "
             "what is wrong with them before anything is saved. Rows with errors are left out and can be "
             "saved to a file; the rest goes in. Importing a file again changes only what is new in it.")},
        {GuideDialog::tr("2. Look through the catalog"),
         GuideDialog::tr(
             "Type in the search field, click a chip to filter, click a column to sort. Select a product to see "
             "its texts, attributes, images and history. Every change can be undone or taken back from the "
             "history.")},
        {GuideDialog::tr("3. Improve"),
         GuideDialog::tr("Select products and choose Improve. Listwright proposes titles and descriptions that fit the "
                         "marketplace’s rules and uses only facts that are in the record. Your originals are never "
                         "changed.")},
        {GuideDialog::tr("4. Review"),
         GuideDialog::tr(
             "Each proposal is shown beside the present text with what was added and removed. Accept or reject "
             "it field by field, edit it first, or accept all at once.")},
        {GuideDialog::tr("5. Write the upload file"),
         GuideDialog::tr(
             "Choose File, Export and a marketplace. What breaks its rules is left out and named; what its file "
             "has no place for is listed. Upload the file in the marketplace’s own seller pages.")},
        {GuideDialog::tr("Receive from n8n and scripts"),
         GuideDialog::tr(
             "Switch receiving on in Settings, Receiving, and copy its address and its secret. In n8n, an HTTP Request "
             "node posts the items to the address, with the secret in the header X-Webhook-Secret. The inbox "
             "lists what comes, what became of each product, and can import a request once more.")},
        {GuideDialog::tr("Keys"),
         GuideDialog::tr(
             "Ctrl+K lists everything Listwright can do. F1 shows all shortcuts. Ctrl+1 to Ctrl+6 change the "
             "page.")},
        {GuideDialog::tr("Your data"),
         GuideDialog::tr(
             "The catalog is one file on your computer unless you choose a PostgreSQL server in Settings. A "
             "backup is made each day; more can be made in Settings, Backups.")},
    };
}

} // namespace

GuideDialog::GuideDialog(QWidget *parent) : QDialog(parent)
{
    setObjectName(u"guideDialog"_s);
    setWindowTitle(tr("Listwright in five steps"));
    setAttribute(Qt::WA_DeleteOnClose);
    QString html;
    const QList<Chapter> all = chapters();
    for (const Chapter &chapter : all)
        html += u"<h3>%1</h3><p style='line-height:140%'>%2</p>"_s.arg(chapter.title.toHtmlEscaped(),
                                                                       chapter.text.toHtmlEscaped());
    auto *browser = new QTextBrowser(this);
    browser->setObjectName(u"guideTextBrowser"_s);
    browser->setAccessibleName(windowTitle());
    browser->setFrameShape(QFrame::NoFrame);
    browser->viewport()->setAutoFillBackground(false);
    browser->document()->setDocumentMargin(0);
    browser->setHtml(html);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::huge, spacing::large, spacing::large, spacing::large);
    layout->addWidget(browser, 1);
    layout->addWidget(buttons);
    resize(620, 640);
}

} // namespace listwright
