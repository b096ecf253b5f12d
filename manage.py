#!/usr/bin/env python
"""Django's command line for the Toolbox Zorgzame Buurten."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from toolbox.serving import envfile

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toolbox.settings")
    try:
        if os.environ.get("ENV_FILE"):  # what it says goes before what the environment happens to say
            os.environ.update(envfile.read(os.environ["ENV_FILE"]))
        execute_from_command_line(sys.argv)
    except (
        ImproperlyConfigured,
        envfile.EnvFileError,
    ) as error:  # something is missing in the environment: say what, not where
        sys.exit(str(error))
