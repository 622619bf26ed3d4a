"""Measurements of speed, memory and size, run by hand: `python -m benchmarks.language`."""
