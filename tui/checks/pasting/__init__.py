"""A foreign block of cells against a table: what each column, row and figure of it means."""
