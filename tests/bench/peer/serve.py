# SPDX-FileCopyrightText: The Listwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""serve.py faithful|tuned PORT [WORKERS]: serves at 127.0.0.1 until it is ended. PEER_DATABASE_URL, PEER_SECRET, PEER_KEY."""

import os
import sys

import uvicorn

from tables import Base, make_engine

if __name__ == "__main__":
    mode, port, workers = sys.argv[1], int(sys.argv[2]), int((sys.argv[3:] or [1])[0])
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    engine = make_engine()
    Base.metadata.create_all(engine)
    engine.dispose()
    # uvloop and httptools are taken where they are installed
    tuned = mode == "tuned"
    uvicorn.run(mode + ":app", host="127.0.0.1", port=port, workers=workers, backlog=4096, access_log=not tuned,
                log_level="warning" if tuned else "info")
