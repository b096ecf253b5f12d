"""The project, and the app of the catalogue: tools, who made them, where they are placed, and how they are found."""

SITE_NAME = "Toolbox Zorgzame Buurten"
