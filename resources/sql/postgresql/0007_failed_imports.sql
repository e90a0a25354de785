-- SPDX-FileCopyrightText: The Listwright authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Schema 7: which products of an import were wrong stands in the answer to its request.

CREATE INDEX webhooks_failed_import ON webhooks (import_job_id) WHERE failed > 0;
