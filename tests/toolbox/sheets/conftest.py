import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk import make_superuser
from toolbox.models import ImportFile


@pytest.fixture
def desk(client):
    client.force_login(make_superuser("an"))
    return client


def csv_file(columns, *rows, delimiter=";"):
    """A csv file as a spreadsheet saves it."""
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows([columns, *rows])
    return file.getvalue().encode("utf-8-sig")


@pytest.fixture
def upload():
    """Send a file to the first step, and follow to the page that comes."""

    def upload(client, content, name="lijst.csv", model="tool"):
        file = SimpleUploadedFile(name, content)
        return client.post(f"/admin/toolbox/{model}/importeren/", {"file": file}, follow=True)

    return upload


@pytest.fixture
def say_yes():
    """Confirm what a preview shows."""

    def say_yes(client, page, model="tool"):
        seen = re.search(r'name="gezien" value="(\w+)"', page.text).group(1)
        file = ImportFile.objects.latest("pk")
        return client.post(f"/admin/toolbox/{model}/importeren/{file.pk}/ja/", {"gezien": seen}, follow=True)

    return say_yes
