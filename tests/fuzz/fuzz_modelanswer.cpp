// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a language model's service answers: as a text of the model, as a body in both protocols, and as a refusal.

#include "services/optimizing/chaterror.h"
#include "services/optimizing/modelanswer.h"

using namespace listwright;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QString who = QStringLiteral("Example");
    objectInText(QString::fromUtf8(bytes));
    if (const auto body = bodyObject(bytes, who)) {
        openAiAnswer(*body, who);
        geminiAnswer(*body, who);
        holdsError(*body);
    }
    Provider provider;
    provider.name = who;
    for (const int status : {200, 400, 404, 429})
        chatError({status, {{"retry-after", bytes.left(20)}}, bytes}, provider, who, QStringLiteral("key"));
    return 0;
}
