-- SPDX-FileCopyrightText: The Listwright authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Schema 1. Times are milliseconds since 1970 UTC, prices minor units of their currency, lists and objects JSON.
-- Statements end with ";" at the end of a line.

CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO counters VALUES ('revision', 0);

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- What the table shows, searches and sorts by; kept apart from the long texts so that a page of rows and a scan of
-- all products read little.
CREATE TABLE products (
    id INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,
    uid BLOB NOT NULL,
    source_platform TEXT NOT NULL,
    source_id TEXT NOT NULL,
    sku TEXT NOT NULL DEFAULT '',
    gtin TEXT NOT NULL DEFAULT '',
    mpn TEXT NOT NULL DEFAULT '',
    title_original TEXT NOT NULL DEFAULT '',
    title_optimized TEXT NOT NULL DEFAULT '',
    brand TEXT NOT NULL DEFAULT '',
    category TEXT NOT NULL DEFAULT '',
    condition TEXT NOT NULL DEFAULT '',
    price INTEGER,
    currency TEXT,
    quantity INTEGER,
    optimization_score INTEGER NOT NULL DEFAULT 0 CHECK (optimization_score BETWEEN 0 AND 100),
    status TEXT NOT NULL DEFAULT 'imported'
        CHECK (status IN ('imported', 'optimizing', 'optimized', 'publishing', 'published', 'failed')),
    content_hash INTEGER NOT NULL DEFAULT 0,
    import_job_id INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((price IS NULL) = (currency IS NULL))
);
CREATE UNIQUE INDEX products_source ON products (source_platform, source_id);
CREATE INDEX products_revision ON products (revision);
-- Those the table sorts and filters by are made whenever a catalog is opened: services/storage/catalogindexes.cpp.

CREATE TABLE product_details (
    product_id INTEGER PRIMARY KEY REFERENCES products (id) ON DELETE CASCADE,
    source_url TEXT NOT NULL DEFAULT '',
    description_original TEXT NOT NULL DEFAULT '',
    description_optimized TEXT NOT NULL DEFAULT '',
    bullet_points TEXT NOT NULL DEFAULT '',
    attributes TEXT NOT NULL DEFAULT '',
    images TEXT NOT NULL DEFAULT '',
    variants TEXT NOT NULL DEFAULT '',
    optimized_data TEXT NOT NULL DEFAULT '',
    marketplace_data TEXT NOT NULL DEFAULT '',
    source_data TEXT NOT NULL DEFAULT ''
);

CREATE TABLE images (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    width INTEGER,
    height INTEGER,
    bytes INTEGER,
    mime_type TEXT NOT NULL DEFAULT '',
    checked_at INTEGER,
    error TEXT NOT NULL DEFAULT ''
);

CREATE TABLE listings (
    id INTEGER PRIMARY KEY,
    product_id INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    marketplace TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    bullet_points TEXT NOT NULL DEFAULT '',
    price INTEGER,
    currency TEXT,
    quantity INTEGER,
    category_id TEXT NOT NULL DEFAULT '',
    external_id TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'draft'
        CHECK (state IN ('draft', 'submitted', 'processing', 'live', 'issues', 'ended')),
    error TEXT NOT NULL DEFAULT '',
    updated_at INTEGER NOT NULL,
    UNIQUE (product_id, marketplace)
);

CREATE TABLE change_sets (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    summary TEXT NOT NULL DEFAULT '',
    at INTEGER NOT NULL,
    products INTEGER NOT NULL DEFAULT 0,
    import_job_id INTEGER,
    undone INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX change_sets_import_job ON change_sets (import_job_id) WHERE import_job_id IS NOT NULL;

-- field '*': the whole product as JSON in "before", kept when it was deleted.
CREATE TABLE change_log (
    id INTEGER PRIMARY KEY,
    change_set_id INTEGER NOT NULL REFERENCES change_sets (id),
    product_id INTEGER NOT NULL,
    marketplace TEXT NOT NULL DEFAULT '',
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
);
CREATE INDEX change_log_product ON change_log (product_id, id);
CREATE INDEX change_log_set ON change_log (change_set_id, id);

CREATE TABLE proposals (
    id INTEGER PRIMARY KEY,
    product_id INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    base_revision INTEGER NOT NULL,
    marketplace TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL,
    fields TEXT NOT NULL,
    score_before INTEGER NOT NULL,
    score_after INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'rejected', 'partly_accepted')),
    created_at INTEGER NOT NULL,
    decided_at INTEGER
);
CREATE UNIQUE INDEX proposals_open ON proposals (product_id, marketplace) WHERE state = 'open';
CREATE INDEX proposals_state ON proposals (state, id);
CREATE INDEX proposals_product ON proposals (product_id);

CREATE TABLE import_jobs (
    id INTEGER PRIMARY KEY,
    file_name TEXT NOT NULL,
    layout TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    bytes_total INTEGER NOT NULL DEFAULT 0,
    bytes_done INTEGER NOT NULL DEFAULT 0,
    records INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL DEFAULT 0,
    updated INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT '',
    change_set_id INTEGER,
    started_at INTEGER NOT NULL,
    heartbeat_at INTEGER NOT NULL,
    finished_at INTEGER
);
CREATE INDEX import_jobs_state ON import_jobs (state);

CREATE TABLE bulk_jobs (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    parameters TEXT NOT NULL DEFAULT '{}',
    total INTEGER NOT NULL DEFAULT 0,
    succeeded INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT '',
    started_at INTEGER NOT NULL,
    finished_at INTEGER
);

CREATE TABLE jobs (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL DEFAULT '{}',
    priority INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'pending'
        CHECK (state IN ('pending', 'running', 'completed', 'failed', 'cancelled')),
    attempts INTEGER NOT NULL DEFAULT 0,
    max_attempts INTEGER NOT NULL DEFAULT 3,
    run_after INTEGER NOT NULL,
    lease_until INTEGER,
    lease_owner TEXT NOT NULL DEFAULT '',
    progress INTEGER NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT '',
    unique_key TEXT,
    bulk_job_id INTEGER REFERENCES bulk_jobs (id),
    product_id INTEGER,
    created_at INTEGER NOT NULL,
    finished_at INTEGER
);
CREATE INDEX jobs_state ON jobs (state, priority, run_after);
CREATE UNIQUE INDEX jobs_unique_key ON jobs (unique_key) WHERE state IN ('pending', 'running');

CREATE TABLE sync_logs (
    id INTEGER PRIMARY KEY,
    product_id INTEGER NOT NULL,
    marketplace TEXT NOT NULL,
    action TEXT NOT NULL,
    field TEXT NOT NULL DEFAULT '',
    before TEXT NOT NULL DEFAULT '',
    after TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL,
    error TEXT NOT NULL DEFAULT '',
    at INTEGER NOT NULL
);
CREATE INDEX sync_logs_product ON sync_logs (product_id, id);

CREATE TABLE webhooks (
    id INTEGER PRIMARY KEY,
    received_at INTEGER NOT NULL,
    remote_address TEXT NOT NULL DEFAULT '',
    headers TEXT NOT NULL DEFAULT '{}',
    body BLOB,
    outcome TEXT NOT NULL DEFAULT '',
    import_job_id INTEGER,
    error TEXT NOT NULL DEFAULT ''
);
CREATE INDEX webhooks_received_at ON webhooks (received_at);
