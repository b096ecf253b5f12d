"""Which version of the code this is, for what several processes share."""

from hashlib import blake2b

SOURCES = ("toolbox/**/*.py", "fiches/**/*.py", "buurtanalyse/**/*.py", "templates/**/*.*", "static/**/*.*")


def fingerprint(base):
    """A short name for the code, templates and static files below `base`: the same on every machine that runs them."""
    digest = blake2b(digest_size=8)
    for pattern in SOURCES:
        for path in sorted(base.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
