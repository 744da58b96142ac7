"""Widgets: they show the values that they are given and know nothing of the domain."""
