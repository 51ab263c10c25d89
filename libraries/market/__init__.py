"""Candles: make them reproducibly, store them as the app expects them, and inspect what is there."""
