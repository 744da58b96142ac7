"""The tabs: from the domain's tables to the cells and lines that the widgets show. Pure."""
