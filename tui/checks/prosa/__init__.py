"""Prose against tables: every figure of a text held against the figure that it speaks of; pure."""
