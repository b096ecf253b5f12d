"""What the tests of the editors' desk share: a published tool, and editors with a role."""

from django.contrib.auth import get_user_model

from fiches.publication import PublicationStatus
from toolbox.models import Tool


def make_tool(name="Buurtkaart", **fields):
    """A published tool whose address follows from its name."""
    defaults = {"slug": name.lower().replace(" ", "-"), "summary": f"Wat {name} is.", "status": "gepubliceerd"}
    return Tool.objects.create(name=name, **defaults | fields)


def make_draft(name="Klad", **fields):
    """A tool that no visitor may see."""
    return make_tool(name, status=PublicationStatus.DRAFT, **fields)


def make_superuser(name="beheer"):
    """Somebody who may do everything at the desk."""
    return get_user_model().objects.create_superuser(name, password="geheim-genoeg")
