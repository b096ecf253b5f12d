#!/usr/bin/env python
"""Django's command line for the Toolbox Zorgzame Buurten."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toolbox.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:  # something is missing in the environment: say what, not where in the code
        sys.exit(str(error))
