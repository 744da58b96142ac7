"""Measures the check of running text: right sentences accused, altered ones caught."""
