// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/catalog/productsession.h"

#include <QWidget>

class QListWidget;
class QPushButton;

namespace listwright {

/** The addresses of the images in their order; the first is the main image. Nothing is fetched from the network. */
class ImagesTab : public QWidget
{
    Q_OBJECT

public:
    explicit ImagesTab(ProductSession &session, QWidget *parent = nullptr);
    void refresh();
    /** Takes over the address that is being typed. */
    void finishEditing();

Q_SIGNALS:
    void refused(const listwright::Error &error);

private:
    QPushButton *addButton(const QString &iconName, const QString &text, const QString &name);
    void save();
    void addAddress();
    void removeEmpty();
    void removeChosen();
    void move(int step);

    ProductSession &m_session;
    QListWidget *m_list;
    bool m_filling = false;
};

} // namespace listwright
