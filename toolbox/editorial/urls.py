"""Where things are at the desk."""

from django.urls import reverse


def change_page(entry):
    """The address at which an editor changes `entry`."""
    return reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_change", args=[entry.pk])


def changelist(model, query):
    """The address of the list of `model`, filtered by `query`."""
    return f"{reverse(f'admin:{model._meta.app_label}_{model._meta.model_name}_changelist')}?{query}"
