// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/settings/settings.h"
#include "services/storage/productrepository.h"
#include "services/storage/storage.h"
#include "ui/services.h"
#include "ui/widgets/notifications.h"
#include "ui/widgets/runningtasks.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace listwright::test {

/** What a page needs: a catalog on disk, settings, notifications and tasks of its own. */
class PageFixture
{
public:
    /** On a catalog file of its own, or on the catalog named. */
    explicit PageFixture(const std::optional<StorageLocation> &location = {})
    {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("LISTWRIGHT_DATA_FOLDER"), folder.path());
        settings = std::make_unique<Settings>(folder.filePath(QStringLiteral("settings.ini")), environment);
        Storage::Options options;
        options.location = location.value_or(StorageLocation::sqlite(folder.filePath(QStringLiteral("catalog.db"))));
        options.automaticBackups = false;
        auto opened = Storage::open(options);
        if (!opened)
            qFatal("%s (%s)", qPrintable(opened.error().message), qPrintable(opened.error().detail));
        storage = std::move(*opened);
        static const RulePacks packs = RulePacks::load(); // takes longer than all else here
        services.storage = storage.get();
        services.settings = settings.get();
        services.rulePacks = packs;
        services.notifications = &notifications;
        services.tasks = &tasks;
    }

    /** `count` products "Lamp 1" …, of the brands Acme and Bolt in turn, named by their SKU "L-1" …. */
    QList<ProductId> addProducts(int count)
    {
        QList<ProductId> ids;
        for (int number = 1; number <= count; ++number) {
            Product product;
            product.sourcePlatform = QStringLiteral("test");
            product.sourceId = QString::number(number);
            product.sku = QStringLiteral("L-%1").arg(number);
            product.titleOriginal = QStringLiteral("Lamp %1").arg(number);
            product.descriptionOriginal = QStringLiteral("A lamp that shines.");
            product.brand = number % 2 == 1 ? QStringLiteral("Acme") : QStringLiteral("Bolt");
            product.price = Money(1000 + number, *Currency::parse(u"EUR"));
            product.quantity = number;
            ids.append(add(product).id);
        }
        storage->waitForSearchIndex();
        return ids;
    }

    Product add(const Product &product)
    {
        const auto added =
            storage->write([product](Database &database) { return ProductRepository(database).insert(product); })
                .result();
        if (!added)
            qFatal("%s", qPrintable(added.error().message));
        return *added;
    }

    Product product(ProductId id)
    {
        const auto found =
            storage->read([id](Database &database) { return ProductRepository(database).find(id); }).result();
        return found.value_or(Product{});
    }

    /** A change by somebody else. */
    void change(ProductId id, ProductField field, const QString &value)
    {
        const FieldChange change{id, field, value, {}};
        const auto changed =
            storage->write([change](Database &database) { return ProductRepository(database).change({change}, {}); })
                .result();
        if (!changed)
            qFatal("%s", qPrintable(changed.error().message));
    }

    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s", qPrintable(file.errorString()));
        return file.fileName();
    }

    QTemporaryDir folder;
    std::unique_ptr<Settings> settings;
    std::unique_ptr<Storage> storage;
    Notifications notifications;
    RunningTasks tasks;
    Services services;
};

/** The child of the name, failing loudly where there is none. */
template <class T>
T *child(const QWidget &parent, const QString &name)
{
    T *found = parent.findChild<T *>(name);
    if (!found)
        qFatal("There is no widget %s", qPrintable(name));
    return found;
}

} // namespace listwright::test
