// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/webhookevent.h"
#include "services/storage/intakewriter.h"

#include <span>

namespace listwright {

/** One of several requests whose products are written together. */
struct IntakeParcel
{
    ImportJob job; ///< its names, sizes and counts so far; prepare() gives it the rest
    const std::vector<ProductDraft> *drafts = nullptr;
    IntakeOutcome outcome{};      ///< once it is prepared
    bool changesProducts = false; ///< some of its products are there, but otherwise: it cannot be written in this way
};

/**
 * Writes requests that bring new products, and such as are there unchanged: each row once, as it stays, and on
 * PostgreSQL by a handful of statements for all of them, where each would take a dozen round trips to the server. What
 * they are answered is known before anything is written, so that it can be written with them.
 *
 * Inside the caller's transaction, in which nothing else is written between prepare() and write(). No product may be in
 * two of the requests, nor twice in one.
 */
class IntakeGroup
{
public:
    explicit IntakeGroup(Database &database) : m_database(database) {}

    /** Looks the products up and takes numbers for what is to be written. */
    Result<void> prepare(std::span<IntakeParcel> parcels);
    /** The prepared ones that change no products, each with its request; Conflict where another machine was faster. */
    Result<void> write(std::span<const IntakeParcel *const> parcels, std::span<WebhookEvent *const> events);

private:
    Result<void> number(std::span<IntakeParcel> parcels);
    Result<void> writeJobs(std::span<const IntakeParcel *const> parcels);
    Result<void> writeChangeSets(std::span<const IntakeParcel *const> parcels);
    Result<void> writeEvents(std::span<WebhookEvent *const> events);
    Result<void> writeProducts(std::span<const IntakeParcel *const> parcels);

    Database &m_database;
    std::vector<qint64> m_eventIds;
};

} // namespace listwright
