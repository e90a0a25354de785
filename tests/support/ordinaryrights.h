// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace listwright::test {

/**
 * While one lives, this thread may do with files only what their permissions say, also when the superuser runs the
 * test. Without a meaning for everybody else.
 */
class OrdinaryRights
{
public:
    OrdinaryRights();
    ~OrdinaryRights();
    OrdinaryRights(const OrdinaryRights &) = delete;
    OrdinaryRights &operator=(const OrdinaryRights &) = delete;

    /** The same for a process that is about to start another program, for good. Safe between fork and exec. */
    static void keepForever();

private:
    std::uint32_t m_effective = 0;
};

} // namespace listwright::test
