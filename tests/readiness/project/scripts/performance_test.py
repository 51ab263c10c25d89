"""Stands in for the script that the plan asks for."""
