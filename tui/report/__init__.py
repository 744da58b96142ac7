"""Documents on paper and in pipes: tables as text, Markdown, HTML, CSV and JSON."""
