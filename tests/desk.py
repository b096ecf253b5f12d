"""What the tests of the editors' desk share: a published tool, and editors with a role."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

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


def form_data(page, **changes):
    """What a browser would send back for the admin form on `page`, with `changes` on top."""
    admin_form = page.context["adminform"].form
    data = {bound.html_name: bound.value() for bound in admin_form}
    for inline in page.context["inline_admin_formsets"]:
        for form in [inline.formset.management_form, *inline.formset.initial_forms]:
            data |= {bound.html_name: bound.value() for bound in form}
    if page.context.get("entry_version") is not None:
        data["_versie"] = page.context["entry_version"]
    data |= changes
    return {name: value for name, value in data.items() if value is not None and value is not False}


def make_editor(role, name="red"):
    """A member of staff with one of the three roles."""
    user = get_user_model().objects.create_user(name, password="geheim-genoeg", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user
