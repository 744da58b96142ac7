"""The stores: the only room that knows files. One folder a document, one TinyDB file a tab."""
