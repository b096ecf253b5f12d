"""Everything to another database: ends.py looks at both, rows.py copies. `manage.py move` puts them together."""


class MoveError(Exception):
    """Why a move did not happen, in words for the operator."""
