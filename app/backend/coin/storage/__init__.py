"""Where runs are kept: a file a run, PostgreSQL for the history, and a small index beside the files."""
