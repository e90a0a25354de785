# SPDX-FileCopyrightText: The Listwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""fill.py CATALOG.csv: puts makecatalog's products into the peer's database, PEER_DATABASE_URL."""

import csv
import json
import sys
import uuid
from datetime import datetime
from itertools import islice

from tables import Base, Product, make_engine


def product(row):
    now = datetime.utcnow()
    return {
        "uid": uuid.uuid4().hex, "source_platform": "file", "source_id": row["source_id"], "sku": row["sku"],
        "gtin": row["gtin"], "title_original": row["title"], "description_original": row["description"],
        "brand": row["brand"], "category": row["category"], "condition": row["condition"],
        "price": int(round(float(row["price"]) * 100)), "currency": row["currency"], "quantity": int(row["quantity"]),
        "images": json.dumps([row["image"]]), "content_hash": "", "created_at": now, "updated_at": now,
    }


if __name__ == "__main__":
    engine = make_engine(safe=False)
    Base.metadata.create_all(engine)
    with open(sys.argv[1], encoding="utf-8", newline="") as file, engine.begin() as connection:
        rows = csv.DictReader(file)
        while part := [product(row) for row in islice(rows, 10000)]:
            connection.execute(Product.__table__.insert(), part)
