"""How fast Nämndkoll is, measured side by side with what it is built on (no part of the suite).

``python -m tests.bench`` runs everything through a real terminal and prints a table of ratios.
"""
