#!/usr/bin/env python
"""Django's command line for the Toolbox Zorgzame Buurten."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError, connection
from dotenv import load_dotenv

from fiches.shared.disk import obstacle


def read_settings(path):
    """Put the settings of the file `path` in the environment: what it says goes before what happened to be there.

    A shell would read such a file otherwise: an `&` in the address of a database ends the line there.
    """
    try:
        with open(path, encoding="utf-8") as file:
            load_dotenv(stream=file, override=True, interpolate=False)
    except OSError as error:
        sys.exit(f"{path} kan niet gelezen worden: {error.strerror}.")


MIGRATING = {"migrate", "prepare"}  # what breaks off there is no database that is behind


def what_to_do(error, command):
    """What the operator has to do when a command broke off at the database; "" when that is told by its trace only."""
    from toolbox.moving.ends import name_of, pending  # only now are there settings

    if told := obstacle(error, name_of(connection)):
        return told
    try:
        is_behind = pending(connection)
    except DatabaseError as error:
        return f"De databank antwoordt niet: {str(error).splitlines()[0]}"
    if not is_behind or command in MIGRATING:
        return ""
    return "De databank is leeg of van een oudere versie. Voer eerst make manage DO=migrate uit."


def main():
    """Run the command of the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toolbox.settings")
    if os.environ.get("ENV_FILE"):
        read_settings(os.environ["ENV_FILE"])
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:  # something is missing in the environment: say what, not where
        sys.exit(str(error))
    except DatabaseError as error:
        if told := what_to_do(error, sys.argv[1]):
            sys.exit(told)
        raise
    except OSError as error:
        if told := obstacle(error):
            sys.exit(told)
        raise
    except KeyboardInterrupt:  # whoever broke it off knows; what was not ready is done the next time
        sys.exit(130)


if __name__ == "__main__":
    main()
