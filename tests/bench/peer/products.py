# SPDX-FileCopyrightText: The Listwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What both modes of the peer share: how products are read and checked, and what is answered."""

import hashlib
import hmac
import json
import os
import re
from decimal import Decimal, InvalidOperation
from typing import Any, Dict, List, Optional, Tuple

from pydantic import BaseModel, Field, ValidationError, root_validator, validator

SECRET = os.environ.get("PEER_SECRET", "")
KEY = os.environ.get("PEER_KEY", "")

CURRENCIES = {"zł": "PLN", "€": "EUR", "$": "USD", "£": "GBP"}
PRICE = re.compile(r"^\s*([A-Z]{3}|[€$£])?\s*(-?[\d\s\u00a0.,']+?)\s*([A-Z]{3}|zł|[€$£])?\s*$")
ALIASES = {
    "title": ("title", "title_original", "name", "product_title"),
    "description": ("description", "description_original", "product_description"),
    "images": ("images", "image", "image_url"),
    "gtin": ("gtin", "ean", "barcode"),
    "quantity": ("quantity", "stock"),
    "source_url": ("source_url", "url", "link"),
}


def read_price(text: str) -> Tuple[Decimal, Optional[str]]:
    """"4 999,00 zł" → 4999.00 and PLN."""
    found = PRICE.match(text)
    if not found:
        raise ValueError("is no price")
    digits = re.sub(r"[\s\u00a0']", "", found.group(2))
    if "," in digits and "." in digits:
        thousands = "," if digits.rfind(",") < digits.rfind(".") else "."
        digits = digits.replace(thousands, "")
    try:
        price = Decimal(digits.replace(",", "."))
    except InvalidOperation:
        raise ValueError("is no price") from None
    said = found.group(1) or found.group(3)
    return price, CURRENCIES.get(said, said)


def has_check_digit(gtin: str) -> bool:
    if len(gtin) not in (8, 12, 13, 14) or not gtin.isascii() or not gtin.isdigit():
        return False
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(gtin[:-1])))
    return (10 - total % 10) % 10 == int(gtin[-1])


class ProductIn(BaseModel):
    source_platform: str = "webhook"
    source_id: str = Field(..., min_length=1, max_length=200)
    title: str
    description: str = ""
    brand: str = ""
    category: str = ""
    condition: str = ""
    sku: str = ""
    gtin: str = ""
    mpn: str = ""
    price: Optional[Decimal] = None
    currency: Optional[str] = None
    quantity: Optional[int] = Field(None, ge=0)
    source_url: str = ""
    images: List[str] = []
    attributes: Dict[str, str] = {}

    @root_validator(pre=True)
    def known_names(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        for field, names in ALIASES.items():
            for name in names:
                if values.get(name) is not None:
                    values[field] = values[name]
                    break
        price = values.get("price")
        if isinstance(price, str) and price.strip():
            values["price"], currency = read_price(price)
            values["currency"] = values.get("currency") or currency
        if values.get("price") is not None:
            values["currency"] = values.get("currency") or "EUR"
        return values

    @validator("title")
    def has_title(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("is missing")
        return value.strip()

    @validator("price")
    def is_price(cls, value: Optional[Decimal]) -> Optional[Decimal]:
        if value is not None and (value < 0 or value != round(value, 2)):
            raise ValueError("is no price")
        return value

    @validator("currency")
    def is_currency(cls, value: Optional[str]) -> Optional[str]:
        if value is not None and not re.fullmatch("[A-Z]{3}", value):
            raise ValueError("is no currency")
        return value

    @validator("gtin")
    def is_gtin(cls, value: str) -> str:
        if value and not has_check_digit(value):
            raise ValueError("has a wrong check digit")
        return value

    @validator("images", pre=True)
    def as_list(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    def columns(self) -> Dict[str, Any]:
        """As they are stored, without what the database gives. The price is in minor units."""
        values = {
            "source_platform": self.source_platform,
            "source_id": self.source_id,
            "source_url": self.source_url,
            "sku": self.sku,
            "gtin": self.gtin,
            "mpn": self.mpn,
            "title_original": self.title,
            "description_original": self.description,
            "category": self.category,
            "brand": self.brand,
            "condition": self.condition,
            "price": None if self.price is None else int(self.price.scaleb(2)),
            "currency": self.currency,
            "quantity": self.quantity,
            "images": json.dumps(self.images),
            "attributes": json.dumps(self.attributes),
        }
        values["content_hash"] = hashlib.sha1(repr(tuple(values.values())).encode()).hexdigest()
        return values


def may_send(secret: Optional[str]) -> bool:
    return hmac.compare_digest((secret or "").encode(), SECRET.encode())


def may_read(key: Optional[str]) -> bool:
    return hmac.compare_digest((key or "").encode(), KEY.encode())


def items_of(payload: Any) -> List[Any]:
    """One product, a list, or an object around a list."""
    if isinstance(payload, list):
        return payload
    lists = [value for value in payload.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
    return lists[0] if len(lists) == 1 and "title" not in payload else [payload]


def problems_of(error: ValidationError) -> List[Dict[str, str]]:
    return [{"field": ".".join(map(str, each["loc"])), "message": each["msg"]} for each in error.errors()]


def item_answer(index: int, source_id: str, product: Optional[int], outcome: str, errors: List[Dict[str, str]]):
    return {"index": index, "source_id": source_id, "id": product, "outcome": outcome, "errors": errors}


def import_answer(job: int, items: List[Dict[str, Any]]) -> Dict[str, Any]:
    outcomes = [item["outcome"] for item in items]
    return {
        "job_id": job,
        "received": len(items),
        "created": outcomes.count("created"),
        "updated": outcomes.count("updated"),
        "unchanged": outcomes.count("unchanged"),
        "failed": outcomes.count("failed"),
        "items": items,
    }


def price_text(minor: Optional[int]) -> Optional[str]:
    return None if minor is None else f"{minor // 100}.{minor % 100:02}"
