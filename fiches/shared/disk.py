"""What an operator reads when not the code but the disk or the rights on it stand in the way of a command."""

import errno

FULL = "De schijf is vol. Maak plaats en probeer het opnieuw."
CLOSED = "Bestaat die map, en mag deze gebruiker er schrijven?"
CLOSED_DATABASE = "Bestaat de map, en mag deze gebruiker er schrijven, ook in dit bestand en wat ernaast staat (-wal)?"
OF_FILES = {errno.ENOSPC: FULL} | dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), CLOSED)
# In the words of SQLite and PostgreSQL: neither gives a number to both.
OF_DATABASES = {
    "disk is full": FULL,
    "No space left on device": FULL,
    "disk I/O error": FULL,
    "unable to open database file": CLOSED_DATABASE,
    "readonly database": CLOSED_DATABASE,
    "database is locked": "Een ander programma houdt de databank vast. Probeer het zo meteen opnieuw.",
    "file is not a database": "Dit bestand is geen databank.",
    "malformed": "Dit bestand is beschadigd. Zet een reservekopie terug.",
}


def obstacle(error, place=""):
    """What `error`, of a file or of a database at `place`, asks of the operator; "" when it is of another kind."""
    if isinstance(error, OSError):
        place, told = error.filename or "", OF_FILES.get(error.errno, "")
    else:
        told = next((told for words, told in OF_DATABASES.items() if words in str(error)), "")
    return told and ": ".join(part for part in (str(place), told) if part)
