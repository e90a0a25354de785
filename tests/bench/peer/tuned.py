# SPDX-FileCopyrightText: The Listwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same with what can be had without leaving its libraries: statements for all products of a request, one commit a
request, no ORM objects, no thread pool, a faster JSON library."""

import uuid
from datetime import datetime
from functools import lru_cache
from typing import Dict, List, Tuple

import ujson
from fastapi import FastAPI, Request
from fastapi.responses import Response
from pydantic import ValidationError

import products
from tables import Product, make_engine

app = FastAPI()
engine = make_engine(immediate=True)
connection = engine.connect()  # one for each worker process, likewise below
reader = make_engine().connect().execution_options(isolation_level="AUTOCOMMIT")
mark = "?" if engine.dialect.name == "sqlite" else "%s"

# What of a product a sender says, and what is given when it is made.
SENT = ("source_platform", "source_id", "source_url", "sku", "gtin", "mpn", "title_original", "description_original",
        "category", "brand", "condition", "price", "currency", "quantity", "images", "attributes", "content_hash")
GIVEN = ("uid", "title_optimized", "description_optimized", "marketplace_data", "optimization_score", "status",
         "created_at", "updated_at")
SHOWN = [column.name for column in Product.__table__.columns if column.name != "content_hash"]


def answered(content, status: int = 200) -> Response:
    return Response(ujson.dumps(content, escape_forward_slashes=False, ensure_ascii=False), status,
                    media_type="application/json")


def marks(columns: int, rows: int) -> str:
    row = "(" + ",".join([mark] * columns) + ")"
    return ",".join([row] * rows)


@lru_cache(maxsize=1000)
def known_sql(rows: int) -> str:
    return ("SELECT source_platform, source_id, id, content_hash FROM products "
            f"WHERE (source_platform, source_id) IN (VALUES {marks(2, rows)})")


@lru_cache(maxsize=1000)
def upsert_sql(rows: int) -> str:
    columns = SENT + GIVEN
    changed = ", ".join(f"{name} = excluded.{name}" for name in SENT + ("updated_at",))
    return (f"INSERT INTO products ({', '.join(columns)}) VALUES {marks(len(columns), rows)} "
            f"ON CONFLICT (source_platform, source_id) DO UPDATE SET {changed} "
            "RETURNING source_platform, source_id, id")


def store(items: List[products.ProductIn], now: str) -> Dict[Tuple[str, str], Tuple[int, str]]:
    """ID and outcome by platform and source ID."""
    wanted = {(item.source_platform, item.source_id): item.columns() for item in items}
    if not wanted:
        return {}
    keys = tuple(value for key in wanted for value in key)
    known = {(row[0], row[1]): (row[2], row[3])
             for row in connection.exec_driver_sql(known_sql(len(wanted)), keys)}
    became = {}
    parameters = []
    for key, values in wanted.items():
        if key in known and known[key][1] == values["content_hash"]:
            became[key] = (known[key][0], "unchanged")
            continue
        parameters.extend(values[name] for name in SENT)
        parameters.extend((uuid.uuid4().hex, "", "", "{}", 0, "imported", now, now))
    if parameters:
        rows = len(parameters) // len(SENT + GIVEN)
        for platform, source_id, product in connection.exec_driver_sql(upsert_sql(rows), tuple(parameters)):
            became[(platform, source_id)] = (product, "updated" if (platform, source_id) in known else "created")
    return became


def import_all(request: Request, body: bytes):
    raw = products.items_of(ujson.loads(body))
    read = []
    for item in raw:
        try:
            read.append((products.ProductIn.parse_obj(item), []))
        except ValidationError as error:
            read.append((None, products.problems_of(error)))
    now = datetime.utcnow().isoformat(" ")
    with connection.begin():
        job = connection.exec_driver_sql(
            "INSERT INTO import_jobs (state, records, created, updated, unchanged, failed, started_at) "
            f"VALUES {marks(7, 1)} RETURNING id", ("running", len(raw), 0, 0, 0, 0, now)).scalar()
        became = store([item for item, _ in read if item is not None], now)
        items = []
        for index, (item, errors) in enumerate(read):
            if item is None:
                items.append(products.item_answer(index, str(raw[index].get("source_id", "")), None, "failed", errors))
            else:
                product, outcome = became[(item.source_platform, item.source_id)]
                items.append(products.item_answer(index, item.source_id, product, outcome, []))
        answer = products.import_answer(job, items)
        connection.exec_driver_sql(
            f"UPDATE import_jobs SET state = {mark}, created = {mark}, updated = {mark}, unchanged = {mark}, "
            f"failed = {mark}, finished_at = {mark} WHERE id = {mark}",
            ("completed", answer["created"], answer["updated"], answer["unchanged"], answer["failed"], now, job))
        headers = {name: value for name, value in request.headers.items() if name != "x-webhook-secret"}
        connection.exec_driver_sql(
            "INSERT INTO webhooks (received_at, remote_address, headers, body, outcome, status, answer, import_job_id) "
            f"VALUES {marks(8, 1)}",
            (now, request.client.host, ujson.dumps(headers), body, "imported", 200, ujson.dumps(answer), job))
    return answer


@app.route("/api/import/webhook", methods=["POST"])
async def webhook(request: Request):
    if not products.may_send(request.headers.get("x-webhook-secret")):
        return answered({"detail": "The webhook's secret is wrong."}, 401)
    return answered(import_all(request, await request.body()))


def product_answer(row):
    answer = dict(zip(SHOWN, row))
    answer["price"] = products.price_text(answer["price"])
    for name in ("images", "attributes", "marketplace_data"):
        answer[name] = ujson.loads(answer[name])
    for name in ("created_at", "updated_at"):
        answer[name] = str(answer[name])
    return answer


@app.route("/api/products")
async def list_products(request: Request):
    if not products.may_read(request.headers.get("x-api-key")):
        return answered({"detail": "The key is wrong."}, 401)
    cursor = int(request.query_params.get("cursor", 0))
    limit = min(max(int(request.query_params.get("limit", 50)), 1), 500)
    rows = reader.exec_driver_sql(
        f"SELECT {', '.join(SHOWN)} FROM products WHERE id > {mark} ORDER BY id LIMIT {mark}",
        (cursor, limit + 1)).fetchall()
    return answered({"items": [product_answer(row) for row in rows[:limit]],
                     "next": str(rows[limit - 1][0]) if len(rows) > limit else None})


@app.route("/health")
async def health(_: Request):
    return answered({"status": "ok"})
