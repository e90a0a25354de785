-- SPDX-FileCopyrightText: The Listwright authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Schema 3: requests of the webhook with what was answered, and keys of the REST API.

ALTER TABLE webhooks ADD COLUMN request_id TEXT NOT NULL DEFAULT '';
ALTER TABLE webhooks ADD COLUMN content_type TEXT NOT NULL DEFAULT '';
-- Bytes of the body as it came, also where it is not kept.
ALTER TABLE webhooks ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
-- HTTP status of the answer; 0 = none yet.
ALTER TABLE webhooks ADD COLUMN status INTEGER NOT NULL DEFAULT 0;
ALTER TABLE webhooks ADD COLUMN answer TEXT NOT NULL DEFAULT '';
ALTER TABLE webhooks ADD COLUMN products INTEGER NOT NULL DEFAULT 0;
ALTER TABLE webhooks ADD COLUMN failed INTEGER NOT NULL DEFAULT 0;
-- The request that was processed once more.
ALTER TABLE webhooks ADD COLUMN replay_of INTEGER;
CREATE INDEX webhooks_outcome ON webhooks (outcome, id);

-- Of a key only its hash is kept. Times in milliseconds; NULL = never.
CREATE TABLE api_keys (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    ending TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    last_used_at INTEGER,
    revoked_at INTEGER
);

-- What was answered under an Idempotency-Key, so that a repetition gets the same and does nothing.
CREATE TABLE kept_answers (
    api_key_id INTEGER NOT NULL,
    idempotency_key TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    body BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (api_key_id, idempotency_key)
) WITHOUT ROWID;
CREATE INDEX kept_answers_at ON kept_answers (at);
