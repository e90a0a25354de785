-- SPDX-FileCopyrightText: The Listwright authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Schema 3: requests of the webhook with what was answered.

ALTER TABLE webhooks ADD COLUMN request_id text NOT NULL DEFAULT '';
ALTER TABLE webhooks ADD COLUMN content_type text NOT NULL DEFAULT '';
-- Bytes of the body as it came, also where it is not kept.
ALTER TABLE webhooks ADD COLUMN size bigint NOT NULL DEFAULT 0;
-- HTTP status of the answer; 0 = none yet.
ALTER TABLE webhooks ADD COLUMN status integer NOT NULL DEFAULT 0;
-- As it was sent: jsonb would order its members anew.
ALTER TABLE webhooks ADD COLUMN answer text NOT NULL DEFAULT '';
ALTER TABLE webhooks ADD COLUMN products bigint NOT NULL DEFAULT 0;
ALTER TABLE webhooks ADD COLUMN failed bigint NOT NULL DEFAULT 0;
-- The request that was processed once more.
ALTER TABLE webhooks ADD COLUMN replay_of bigint;
CREATE INDEX webhooks_outcome ON webhooks (outcome, id);
