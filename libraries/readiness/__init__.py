"""The readiness gate: evidence, policy, verdict, reports."""
