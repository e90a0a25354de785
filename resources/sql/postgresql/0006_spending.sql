-- SPDX-FileCopyrightText: The Listwright authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Schema 6: what a question may cost is set aside before it is asked, so that no two programs spend the same money. The
-- row says which beginning of which job asks (job 0: none); both are NULL once the question is answered and its cost known.

ALTER TABLE model_calls ADD COLUMN asking_job bigint;
ALTER TABLE model_calls ADD COLUMN asking_beginning bigint;
CREATE INDEX model_calls_asking ON model_calls (asking_job) WHERE asking_job IS NOT NULL;

-- Before each question is summed what was spent: from the index alone.
DROP INDEX model_calls_at;
DROP INDEX model_calls_bulk;
CREATE INDEX model_calls_at ON model_calls (at, asking_job, cost);
CREATE INDEX model_calls_bulk ON model_calls (bulk_job_id, asking_job, cost) WHERE bulk_job_id IS NOT NULL;
