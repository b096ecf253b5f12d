"""Which version of the code this is, for what several processes share."""

from hashlib import blake2b

OURS = (
    "fiches/**/*.py",
    "buurtanalyse/**/*.py",
    *(f"toolbox/**/*.{kind}" for kind in ("py", "html", "yaml")),
    "templates/**/*.*",
    "static/**/*.*",
)
PINS = ("pyproject.toml", "constraints.txt")  # what we use brings pages and static files along too


def fingerprint(base):
    """A short name for what is below `base`, versions of packages included: the same on every machine that runs it."""
    digest = blake2b(digest_size=8)
    for pattern in OURS + PINS:
        for path in sorted(base.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
