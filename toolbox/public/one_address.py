"""An entry has one address. Whoever types it with capitals means the same page, and is led there."""

from django.shortcuts import redirect


class OneAddress:
    """A detail page that leads from its address in capitals to its own, with whatever was asked of it."""

    def get(self, request, *args, **kwargs):
        slug = kwargs["slug"]
        if slug != slug.lower() and self.queryset.filter(slug=slug).exists():
            query = f"?{request.GET.urlencode()}" if request.GET else ""
            return redirect(request.path.replace(slug, slug.lower()) + query, permanent=True)
        return super().get(request, *args, **kwargs)
