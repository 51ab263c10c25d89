"""What the browser suites need beside a browser: cells, tables, files, charts and console lines."""
