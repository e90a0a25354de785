// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/imagestab.h"

#include "ui/catalog/celleditor.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/flowlayout.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QUrl>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int altTextRole = Qt::UserRole + 1;
const QString beginning = u"https://"_s; // of an address still to be typed

bool isAddress(const QString &text)
{
    return !text.isEmpty() && text != beginning;
}

bool canBeFetched(const QString &text)
{
    const QUrl url(text);
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == u"https" || url.scheme() == u"http");
}

} // namespace

ImagesTab::ImagesTab(ProductSession &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_list(new QListWidget(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, spacing::medium, 0, 0);
    layout->setSpacing(spacing::medium);
    auto *hint = new QLabel(tr("The first address is the main image. Double-click or press F2 to change one."), this);
    hint->setWordWrap(true);
    setTextRole(hint, TextRole::Muted);
    layout->addWidget(hint);
    m_list->setObjectName(u"imagesListWidget"_s);
    m_list->setAccessibleName(fieldLabel(ProductField::Images));
    m_list->setTextElideMode(Qt::ElideMiddle);
    layout->addWidget(m_list, 1);
    layout->addLayout(new FlowLayout);
    connect(addButton(u"add"_s, tr("Add address"), u"addImagePushButton"_s), &QPushButton::clicked, this,
            &ImagesTab::addAddress);
    connect(addButton(u"chevron-up"_s, tr("Move up"), u"moveImageUpPushButton"_s), &QPushButton::clicked, this,
            [this] { move(-1); });
    connect(addButton(u"chevron-down"_s, tr("Move down"), u"moveImageDownPushButton"_s), &QPushButton::clicked, this,
            [this] { move(1); });
    connect(addButton(u"delete"_s, tr("Remove"), u"removeImagePushButton"_s), &QPushButton::clicked, this,
            &ImagesTab::removeChosen);
    connect(m_list, &QListWidget::itemChanged, this, [this] {
        if (!m_filling)
            save();
    });
    connect(m_list->itemDelegate(), &QAbstractItemDelegate::closeEditor, this, &ImagesTab::removeEmpty,
            Qt::QueuedConnection);
}

QPushButton *ImagesTab::addButton(const QString &iconName, const QString &text, const QString &name)
{
    auto *button = new QPushButton(icon(iconName), text, this);
    button->setObjectName(name);
    layout()->itemAt(layout()->count() - 1)->layout()->addWidget(button);
    return button;
}

void ImagesTab::refresh()
{
    if (!m_session.details() || openEditor(*m_list))
        return;
    m_filling = true;
    const int row = m_list->currentRow();
    m_list->clear();
    for (const Image &image : m_session.details()->product.images) {
        auto *item = new QListWidgetItem(icon(u"image"_s, IconColor::Muted), image.url, m_list);
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        item->setData(altTextRole, image.altText);
        item->setToolTip(image.altText.isEmpty() ? image.url : tr("%1\n%2").arg(image.url, image.altText));
    }
    m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    m_filling = false;
}

void ImagesTab::save()
{
    QList<Image> images;
    for (int row = 0; row < m_list->count(); ++row) {
        const QString url = m_list->item(row)->text().trimmed();
        if (!isAddress(url))
            continue;
        if (!canBeFetched(url)) {
            const QString message = tr("“%1” is no address of an image: it has to begin with https:// or http://.");
            Q_EMIT refused({ErrorCode::InvalidInput, message.arg(url.left(100)), {}});
            return;
        }
        images.append({url, m_list->item(row)->data(altTextRole).toString()});
    }
    m_session.change(ProductField::Images, QString::fromUtf8(imagesToJson(images)));
}

void ImagesTab::addAddress()
{
    m_filling = true;
    auto *item = new QListWidgetItem(icon(u"image"_s, IconColor::Muted), beginning, m_list);
    item->setFlags(item->flags() | Qt::ItemIsEditable);
    m_filling = false;
    m_list->setCurrentItem(item);
    m_list->editItem(item);
}

void ImagesTab::finishEditing()
{
    listwright::finishEditing(*m_list);
}

/** An address that was begun and left leaves no line behind. */
void ImagesTab::removeEmpty()
{
    if (openEditor(*m_list))
        return;
    for (int row = m_list->count() - 1; row >= 0; --row) {
        if (!isAddress(m_list->item(row)->text().trimmed()))
            delete m_list->takeItem(row);
    }
}

void ImagesTab::removeChosen()
{
    if (m_list->currentRow() < 0)
        return;
    delete m_list->takeItem(m_list->currentRow());
    save();
}

void ImagesTab::move(int step)
{
    const int row = m_list->currentRow();
    const int target = row + step;
    if (row < 0 || target < 0 || target >= m_list->count())
        return;
    m_filling = true;
    m_list->insertItem(target, m_list->takeItem(row));
    m_list->setCurrentRow(target);
    m_filling = false;
    save();
}

} // namespace listwright
