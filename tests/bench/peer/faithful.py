# SPDX-FileCopyrightText: The Listwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The webhook as it is usually written: an ORM object and a commit for each product."""

import json
import uuid
from datetime import datetime
from typing import Optional

from fastapi import Depends, FastAPI, Header, HTTPException, Query, Request
from pydantic import ValidationError
from sqlalchemy.orm import Session, sessionmaker

import products
from tables import ImportJob, Product, Webhook, make_engine

app = FastAPI()
SessionLocal = sessionmaker(bind=make_engine())


def session():
    database = SessionLocal()
    try:
        yield database
    finally:
        database.close()


def store(database: Session, item: products.ProductIn):
    values = item.columns()
    product = (database.query(Product)
               .filter(Product.source_platform == item.source_platform, Product.source_id == item.source_id).first())
    if product is not None and product.content_hash == values["content_hash"]:
        return product, "unchanged"
    outcome = "created" if product is None else "updated"
    if product is None:
        product = Product(uid=uuid.uuid4().hex)
        database.add(product)
    for name, value in values.items():
        setattr(product, name, value)
    database.commit()
    database.refresh(product)
    return product, outcome


@app.post("/api/import/webhook")
async def webhook(request: Request, x_webhook_secret: Optional[str] = Header(None),
                  database: Session = Depends(session)):
    if not products.may_send(x_webhook_secret):
        raise HTTPException(401, "The webhook's secret is wrong.")
    body = await request.body()
    received = Webhook(remote_address=request.client.host, body=body, headers=json.dumps(
        {name: value for name, value in request.headers.items() if name != "x-webhook-secret"}))
    job = ImportJob()
    database.add_all([received, job])
    database.commit()
    items = []
    for index, raw in enumerate(products.items_of(json.loads(body))):
        try:
            item = products.ProductIn.parse_obj(raw)
        except ValidationError as error:
            items.append(products.item_answer(index, str(raw.get("source_id", "")), None, "failed",
                                              products.problems_of(error)))
            continue
        product, outcome = store(database, item)
        items.append(products.item_answer(index, item.source_id, product.id, outcome, []))
    answer = products.import_answer(job.id, items)
    for name in ("created", "updated", "unchanged", "failed"):
        setattr(job, name, answer[name])
    job.records = len(items)
    job.state = "completed"
    job.finished_at = datetime.utcnow()
    received.import_job_id = job.id
    received.outcome = "imported"
    received.status = 200
    received.answer = json.dumps(answer)
    database.commit()
    return answer


def product_answer(product: Product):
    answer = {column.name: getattr(product, column.name) for column in Product.__table__.columns
              if column.name != "content_hash"}
    answer["price"] = products.price_text(product.price)
    for name in ("images", "attributes", "marketplace_data"):
        answer[name] = json.loads(answer[name])
    return answer


@app.get("/api/products")
def list_products(cursor: int = 0, limit: int = Query(50, ge=1, le=500), x_api_key: Optional[str] = Header(None),
                  database: Session = Depends(session)):
    if not products.may_read(x_api_key):
        raise HTTPException(401, "The key is wrong.")
    rows = database.query(Product).filter(Product.id > cursor).order_by(Product.id).limit(limit + 1).all()
    more = len(rows) > limit
    return {"items": [product_answer(product) for product in rows[:limit]],
            "next": str(rows[limit - 1].id) if more else None}


@app.get("/health")
def health():
    return {"status": "ok"}
