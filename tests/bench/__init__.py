"""How fast Nämndkoll is, measured side by side with what it is built on (no part of the suite).

Nothing in here imports the program: what is measured is its processes and its screens, so that
another checkout of it is measured in the same way.
"""
