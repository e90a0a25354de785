// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/ordinaryrights.h"

#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace listwright::test {

namespace {

constexpr std::uint32_t overrides = (1U << CAP_DAC_OVERRIDE) | (1U << CAP_DAC_READ_SEARCH);

/** Sets the thread's effective rights and gives those of before. */
std::uint32_t change(std::uint32_t remove, std::uint32_t add)
{
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct rights[2] = {};
    if (::syscall(SYS_capget, &header, rights) != 0)
        return 0;
    const std::uint32_t before = rights[0].effective;
    rights[0].effective = (before & ~remove) | (add & rights[0].permitted);
    ::syscall(SYS_capset, &header, rights);
    return before;
}

} // namespace

OrdinaryRights::OrdinaryRights() : m_effective(change(overrides, 0)) {}

OrdinaryRights::~OrdinaryRights()
{
    change(0, m_effective & overrides);
}

void OrdinaryRights::keepForever()
{
    ::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0);
    ::prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH, 0, 0, 0);
}

} // namespace listwright::test
