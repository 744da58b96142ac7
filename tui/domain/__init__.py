"""The domain: documents, tables and their rules as frozen values. No screen, no files."""
