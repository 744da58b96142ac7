"""A printed table's own rules, found out of its figures; headings and labels are only hints."""
