from __future__ import annotations

from tests.store.fresh import fresh as fresh
