"""The read-only API under /api/v1/: the same rows as the files of the lists, with everything behind them."""
