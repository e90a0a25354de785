-- SPDX-FileCopyrightText: The Listwright authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Schema 2: jobs that survive anything, and proposals of language models with what they cost.

ALTER TABLE jobs ADD COLUMN host TEXT NOT NULL DEFAULT '';
ALTER TABLE jobs ADD COLUMN errors TEXT NOT NULL DEFAULT '[]';
ALTER TABLE jobs ADD COLUMN result TEXT NOT NULL DEFAULT '';
ALTER TABLE jobs ADD COLUMN cancel_requested INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN started_at INTEGER;
ALTER TABLE jobs ADD COLUMN product_status_before TEXT;
-- Grows with each beginning, also after a retry: fences off results of an earlier one.
ALTER TABLE jobs ADD COLUMN beginning INTEGER NOT NULL DEFAULT 0;
-- Whether its kind or bulk job is paused, so that a search for work does not pass by all that are.
ALTER TABLE jobs ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs DROP COLUMN error;
DROP INDEX jobs_state;
CREATE INDEX jobs_waiting ON jobs (priority DESC, run_after, id) WHERE state = 'pending' AND NOT paused;
CREATE INDEX jobs_lease ON jobs (lease_until) WHERE state = 'running';
CREATE INDEX jobs_state ON jobs (state, id);
CREATE INDEX jobs_bulk ON jobs (bulk_job_id, state) WHERE bulk_job_id IS NOT NULL;
CREATE INDEX jobs_product ON jobs (product_id, id) WHERE product_id IS NOT NULL;

-- Counts come from the jobs themselves.
ALTER TABLE bulk_jobs ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE bulk_jobs DROP COLUMN state;
ALTER TABLE bulk_jobs DROP COLUMN total;
ALTER TABLE bulk_jobs DROP COLUMN succeeded;
ALTER TABLE bulk_jobs DROP COLUMN failed;
ALTER TABLE bulk_jobs DROP COLUMN finished_at;

-- scope: 'all', 'kind:optimize', 'bulk:12'
CREATE TABLE job_pauses (
    scope TEXT PRIMARY KEY,
    at INTEGER NOT NULL
) WITHOUT ROWID;

-- What is begun again and again; cron expressions in their own time zone.
CREATE TABLE schedules (
    name TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL DEFAULT '{}',
    rule TEXT NOT NULL,
    time_zone TEXT NOT NULL DEFAULT 'UTC',
    jitter INTEGER NOT NULL DEFAULT 0,
    enabled INTEGER NOT NULL DEFAULT 1,
    next_run INTEGER,
    last_run INTEGER
) WITHOUT ROWID;

-- What one action made in several sets, such as accepting all proposals, is undone together.
ALTER TABLE change_sets ADD COLUMN run TEXT;
CREATE INDEX change_sets_run ON change_sets (run) WHERE run IS NOT NULL;

ALTER TABLE proposals ADD COLUMN making TEXT NOT NULL DEFAULT '';
ALTER TABLE proposals ADD COLUMN hint TEXT NOT NULL DEFAULT '';
ALTER TABLE proposals ADD COLUMN reject_reason TEXT NOT NULL DEFAULT '';

CREATE TABLE prompts (
    id INTEGER PRIMARY KEY,
    marketplace TEXT NOT NULL,
    language TEXT NOT NULL,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    author TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    UNIQUE (marketplace, language, version)
);

-- Answers of models by the hash of everything that was asked.
CREATE TABLE model_answers (
    hash BLOB PRIMARY KEY,
    answer TEXT NOT NULL,
    model TEXT NOT NULL,
    at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX model_answers_at ON model_answers (at);

-- What questions cost, in millionths of a US dollar; budgets are kept by it.
CREATE TABLE model_calls (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    bulk_job_id INTEGER
);
CREATE INDEX model_calls_at ON model_calls (at);
CREATE INDEX model_calls_bulk ON model_calls (bulk_job_id) WHERE bulk_job_id IS NOT NULL;
