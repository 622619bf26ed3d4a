"""Runs: from a corpus folder to a published run, and between two runs.

`run` is the whole program in order; `corpus` lists and reads files, `cache` keeps stage results, `executor` runs the
stages, `tables` and `contract` make and check the tables, `store` writes, publishes and reads runs, `diff` compares.
"""
