-- SPDX-FileCopyrightText: The Listwright authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Schema 4: words with a digit have an index of their own. SKUs and GTINs are as many as the products; among the words
-- of titles and descriptions, which are few and come again and again, they made each of those slow to find.

DROP INDEX product_details_search;
ALTER TABLE product_details ADD COLUMN search_codes tsvector;
UPDATE product_details SET
    search = coalesce((SELECT array_to_tsvector(array_agg(lexeme)) FROM unnest(search) WHERE lexeme !~ '[0-9]'), ''),
    search_codes = coalesce((SELECT array_to_tsvector(array_agg(lexeme)) FROM unnest(search) WHERE lexeme ~ '[0-9]'), '');
CREATE INDEX product_details_search ON product_details USING gin (search);
CREATE INDEX product_details_search_codes ON product_details USING gin (search_codes);
