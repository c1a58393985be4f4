"""Casus: a knowledge graph of states, alliances and events, built from news."""

from __future__ import annotations

__version__ = "0.1.0"
