"""What the production server has to stand: `make torture`, or `python -m torture kills fuzz` for some of it.

Each trial starts the real server on a database of its own, in a temporary folder and on this machine only, is bounded
in number and time, and prints its figures. What a trial cannot do here (no root, no PostgreSQL) it says.
"""
