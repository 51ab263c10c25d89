"""Looking for what nobody asked about: fuzzing, logs, security, documents."""
