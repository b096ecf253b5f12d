"""The project, and the app of the catalogue: tools, who made them, where they are placed, and how they are found."""

from toolbox.serving.sqlite import use_repaired

SITE_NAME = "Toolbox Zorgzame Buurten"

use_repaired()  # here, since whatever needs a database loads this package first
