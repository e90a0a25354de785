// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/publishing/outputfile.h"

#include "services/publishing/delimitedtext.h"

#include <QFileInfo>
#include <QSaveFile>

#include <cstdio>

namespace listwright {

namespace {

template <class File, class... Handle>
Result<std::unique_ptr<QFileDevice>> opened(std::unique_ptr<File> file, Handle... handle)
{
    if (!file->open(handle..., QIODevice::WriteOnly))
        return failure(deviceError(*file));
    return file;
}

} // namespace

Result<std::unique_ptr<QFileDevice>> openOutput(const QString &name)
{
    if (name == u"-")
        return opened(std::make_unique<QFile>(), stdout);
    const QFileInfo info(name);
    if (info.exists() && !info.isFile() && !info.isDir())
        return opened(std::make_unique<QFile>(name));
    return opened(std::make_unique<QSaveFile>(name));
}

Result<void> commitOutput(QFileDevice &device)
{
    // Before commit(), which forgets why what still waited could not be written.
    if (!device.flush())
        return failure(deviceError(device));
    auto *saved = qobject_cast<QSaveFile *>(&device);
    if (saved && !saved->commit())
        return failure(deviceError(device));
    return {};
}

} // namespace listwright
