// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/webhookevent.h"
#include "services/intake/intakereading.h"
#include "services/server/serveranswer.h"
#include "services/storage/intakewriter.h"

#include <QJsonArray>

#include <set>

/** What the sender of products is told. */
namespace listwright::intakeanswer {

/**
 * 200 {job_id, received, created, updated, unchanged, failed, items: [{index, source_id, id, outcome, errors,
 * warnings}]}, or 422 with the same as "details" where every product is wrong. No "error" beside a success: n8n takes
 * it for one.
 */
ServerAnswer imported(const ImportJob &job, const IntakeReading &reading, const IntakeOutcome &outcome);
/** Of the text of such an answer: what it says of each product. */
QJsonArray itemsOf(const QByteArray &answer);
/** Of such an answer: the first product that is wrong, and why; empty where none is. */
QString firstProblem(const ServerAnswer &answer);
/** Of such an answer: its wrong products, a thousand at most. */
QJsonArray wrongItems(const QByteArray &answer);
/** What imported() would have said of a job's import, with the wrong products alone. */
ServerAnswer finished(const ImportJob &job, const IntakeReading &reading, const std::set<std::size_t> &untitled);
/** 202: stored, and a job imports them. */
ServerAnswer accepted(const ImportJob &job, qint64 received);
/** 400, with what is wrong with the text; 415 where it is of another type. */
ServerAnswer malformed(const Error &error);
/** 413, see tooManyProducts(). */
ServerAnswer tooMany(const Error &error);
/** What could not be stored: 503 with Retry-After while that may pass, else 500. */
ServerAnswer failed(Error error);

/** What became of the request by the answer it got. */
WebhookOutcome outcomeOf(const ServerAnswer &answer, qint64 failed);

} // namespace listwright::intakeanswer
