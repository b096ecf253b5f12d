"""How a backup or a restore says how far it is."""


class Progress:
    """Says how far it is: on a screen in one line, in a log one line for each part."""

    def __init__(self, stdout, verbosity):
        self.stdout = stdout
        self.quiet = not verbosity
        self.said = None

    def __call__(self, part, done=None):
        if self.quiet:
            return
        if self.stdout.isatty():
            amount = "" if done is None else f" {min(done, 1):.0%}"
            self.stdout.write(f"\r{part}{amount}\033[K", ending="" if done is not None else "\n")
            self.stdout.flush()
        elif part != self.said:
            self.stdout.write(f"{part} …")
        self.said = part
