-- SPDX-FileCopyrightText: The Listwright authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Schema 5: the score of a product is that of the best texts it has, its own or a listing's. They are judged by the
-- program, services/storage/productscores.cpp, which does it once where it finds this mark.

INSERT INTO settings (name, value) SELECT 'scores_due', 'listings' WHERE EXISTS (SELECT 1 FROM listings);
