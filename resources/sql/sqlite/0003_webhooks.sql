-- SPDX-FileCopyrightText: The Listwright authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Schema 3: requests of the webhook with what was answered.

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
