"""Leaving alone what did not answer: a cache server that hangs."""

from time import monotonic


class CircuitBreaker:
    """After a failure nobody tries for some seconds; then one tries, and the others go on without until it answers."""

    def __init__(self, seconds):
        self.seconds, self.until = seconds, 0

    def may_try(self):
        """Whether to try now."""
        if not self.until:
            return True
        if monotonic() < self.until:
            return False
        self.failed()  # until this try has its answer
        return True

    def failed(self):
        """It did not answer."""
        self.until = monotonic() + self.seconds

    def answered(self):
        """It did."""
        self.until = 0
