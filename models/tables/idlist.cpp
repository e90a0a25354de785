// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/tables/idlist.h"

#include <algorithm>

namespace listwright {

namespace {

std::vector<ProductId> sorted(std::vector<ProductId> ids)
{
    std::sort(ids.begin(), ids.end());
    return ids;
}

void appendOthers(std::vector<ProductId> &ids, const std::vector<ProductId> &shown)
{
    const std::vector<ProductId> first = sorted(ids);
    ids.reserve(std::max(ids.size(), shown.size()));
    std::copy_if(shown.begin(), shown.end(), std::back_inserter(ids),
                 [&](ProductId id) { return !std::binary_search(first.begin(), first.end(), id); });
}

} // namespace

IdAnswer arrangeIds(std::vector<ProductId> ids, const IdRequest &request)
{
    IdAnswer answer;
    answer.complete = !request.limit || ids.size() < static_cast<size_t>(*request.limit);
    if (!answer.complete && request.shown)
        appendOthers(ids, *request.shown);
    if (request.shown) {
        const auto &before = *request.shown;
        const auto front = std::mismatch(before.begin(), before.end(), ids.begin(), ids.end());
        const auto same = front.first - before.begin();
        answer.unchangedFront = static_cast<int>(same);
        const auto oldRest = std::make_reverse_iterator(front.first);
        const auto newRest = std::make_reverse_iterator(front.second);
        const auto back = std::mismatch(before.rbegin(), oldRest, ids.rbegin(), newRest);
        answer.unchangedBack = static_cast<int>(back.first - before.rbegin());
    }
    if (!request.kept.empty()) {
        const std::vector<ProductId> wanted = sorted(request.kept);
        for (size_t row = 0; row < ids.size(); ++row) {
            if (std::binary_search(wanted.begin(), wanted.end(), ids[row]))
                answer.rows.insert(ids[row], static_cast<int>(row));
        }
    }
    answer.ids = std::make_shared<const std::vector<ProductId>>(std::move(ids));
    return answer;
}

} // namespace listwright
