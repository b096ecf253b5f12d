"""The street of the home page: which house stands for which fiche."""


def house_templates(letter):
    """The drawing of the house with this letter, or of a plain house for a letter that has no drawing yet."""
    return [f"street/_house_{letter.lower()}.html", "street/_house_other.html"]
