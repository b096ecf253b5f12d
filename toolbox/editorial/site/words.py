"""Dutch words for what the scripts of the admin say, where Django has none: an editor does not read English."""

from django.views.i18n import JavaScriptCatalog

TWO_LISTS = {
    "Choose all %s": "Kies alle %s",
    "Choose selected %s": "Kies wat aangeduid is bij %s",
    'Choose %s by selecting them and then select the "Choose" arrow button.': (
        "Duid hier aan wat je wilt, en klik op de pijl naar rechts."
    ),
    "Remove all %s": "Haal alle %s weg",
    "Remove selected %s": "Haal weg wat aangeduid is bij %s",
    'Remove %s by selecting them and then select the "Remove" arrow button.': (
        "Duid hier aan wat weg moet, en klik op de pijl naar links."
    ),
    "(click to clear)": "(klik om te wissen)",
}


class DeskWords(JavaScriptCatalog):
    """Django's Dutch words, and ours."""

    packages = ["django.contrib.admin"]

    def get_catalog(self):
        return TWO_LISTS | super().get_catalog()
