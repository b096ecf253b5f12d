"""The public pages. An address of an entry has no capitals; who types them is led there by addresses.py."""

from django.urls import register_converter
from django.urls.converters import SlugConverter


class AddressConverter(SlugConverter):
    """The slug of an entry in an address, in small letters: a page has one address."""

    regex = "[-a-z0-9_]+"

    def to_url(self, value):
        """Small letters, also where some came into the database past the door for text."""
        return value.lower()


register_converter(AddressConverter, "address")
