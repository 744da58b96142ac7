"""Granskning: the checks. A document's tables in, findings out; pure."""
