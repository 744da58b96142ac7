"""Files from outside, read to blocks of cells and paragraphs."""
