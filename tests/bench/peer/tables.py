# SPDX-FileCopyrightText: The Listwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of both modes, and connections that keep what they commit as safe as Listwright does."""

import os
from datetime import datetime

from sqlalchemy import (BigInteger, Column, DateTime, ForeignKey, Index, Integer, LargeBinary, String, Text,
                        UniqueConstraint, create_engine, event)
from sqlalchemy.orm import declarative_base

Base = declarative_base()
Key = BigInteger().with_variant(Integer, "sqlite")


class Product(Base):
    __tablename__ = "products"
    __table_args__ = (UniqueConstraint("source_platform", "source_id"), Index("products_updated", "updated_at"),
                      Index("products_status", "status"))
    id = Column(Key, primary_key=True)
    uid = Column(String(32), nullable=False)
    source_platform = Column(String(100), nullable=False)
    source_id = Column(String(200), nullable=False)
    source_url = Column(Text, nullable=False, default="")
    sku = Column(String(200), nullable=False, default="")
    gtin = Column(String(14), nullable=False, default="")
    mpn = Column(String(200), nullable=False, default="")
    title_original = Column(Text, nullable=False)
    title_optimized = Column(Text, nullable=False, default="")
    description_original = Column(Text, nullable=False, default="")
    description_optimized = Column(Text, nullable=False, default="")
    category = Column(Text, nullable=False, default="")
    brand = Column(String(200), nullable=False, default="")
    condition = Column(String(50), nullable=False, default="")
    price = Column(BigInteger)
    currency = Column(String(3))
    quantity = Column(Integer)
    images = Column(Text, nullable=False, default="[]")
    attributes = Column(Text, nullable=False, default="{}")
    marketplace_data = Column(Text, nullable=False, default="{}")
    optimization_score = Column(Integer, nullable=False, default=0)
    status = Column(String(20), nullable=False, default="imported")
    content_hash = Column(String(40), nullable=False)
    created_at = Column(DateTime, nullable=False, default=datetime.utcnow)
    updated_at = Column(DateTime, nullable=False, default=datetime.utcnow, onupdate=datetime.utcnow)


class ImportJob(Base):
    __tablename__ = "import_jobs"
    id = Column(Key, primary_key=True)
    state = Column(String(20), nullable=False, default="running")
    records = Column(Integer, nullable=False, default=0)
    created = Column(Integer, nullable=False, default=0)
    updated = Column(Integer, nullable=False, default=0)
    unchanged = Column(Integer, nullable=False, default=0)
    failed = Column(Integer, nullable=False, default=0)
    started_at = Column(DateTime, nullable=False, default=datetime.utcnow)
    finished_at = Column(DateTime)


class Webhook(Base):
    """A received request, with what was answered."""

    __tablename__ = "webhooks"
    id = Column(Key, primary_key=True)
    received_at = Column(DateTime, nullable=False, default=datetime.utcnow)
    remote_address = Column(String(100), nullable=False, default="")
    headers = Column(Text, nullable=False, default="{}")
    body = Column(LargeBinary)
    outcome = Column(String(20), nullable=False, default="")
    status = Column(Integer)
    answer = Column(Text)
    import_job_id = Column(ForeignKey("import_jobs.id"))


def make_engine(immediate: bool = False, safe: bool = True):
    """`immediate`: transactions of SQLite begin as writers. Not `safe`: for filling a database."""
    url = os.environ["PEER_DATABASE_URL"]
    if not url.startswith("sqlite"):
        return create_engine(url.replace("postgresql://", "postgresql+psycopg2://", 1))
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": 60})

    @event.listens_for(engine, "connect")
    def prepare(connection, _):
        if immediate:
            connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=" + ("FULL" if safe else "OFF"))
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA cache_size=-65536")

    if immediate:
        @event.listens_for(engine, "begin")
        def begin(connection):
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
