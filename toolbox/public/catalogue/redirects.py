"""Old addresses of pages lead to where the page is now."""

from django.http import Http404
from django.shortcuts import redirect

from toolbox.models import OldAddress
from toolbox.public.one_address import OneAddress


class FollowsOldAddress(OneAddress):
    """A detail page that knows its old addresses. It costs a query only when the page is not found."""

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            target = OldAddress.objects.target(self.queryset.model, kwargs["slug"])
            if target is None:
                raise
            return redirect(target, permanent=True)
