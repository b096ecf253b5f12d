"""Import and export at the desk: a file in, a look at what it would change, and a yes."""

from django import forms
from django.contrib import messages
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from toolbox.editorial.importing import run
from toolbox.editorial.importing.files import MAX_FILE, TOO_LARGE, WRITTEN, read, write
from toolbox.editorial.importing.sheet import MAX_ROWS, FileRefused
from toolbox.models import ImportFile
from toolbox.opendata.exports.files import attachment


class UploadForm(forms.Form):
    """The file to import. Reading it is part of checking it."""

    file = forms.FileField(
        label="Bestand", help_text=f"Een bestand .xlsx, .csv (UTF-8) of .json, met hoogstens {MAX_ROWS} rijen."
    )

    def __init__(self, resource_class, user, *args):
        super().__init__(*args)
        self.resource_class, self.user = resource_class, user

    def clean_file(self):
        upload = self.cleaned_data["file"]
        try:
            if upload.size > MAX_FILE:
                raise FileRefused(TOO_LARGE)
            sheet = read(upload.name, upload.read(), self.resource_class().key.column_name)
            return run.keep(sheet, self.resource_class, upload.name, self.user)
        except FileRefused as error:
            raise forms.ValidationError(str(error)) from error


class SheetMixin:
    """Two links above the list of entries: import and export. Exporting is for who may see them, importing for who
    may add and change them."""

    change_list_template = "admin/sheet_change_list.html"
    sheet = None  # the resource class

    def has_import_permission(self, request):
        """Who may write entries one by one, may do so with a file."""
        return self.has_add_permission(request) and self.has_change_permission(request)

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("importeren/", wrap(self.upload_view), name=f"{name}_import"),
            path("importeren/<int:file_id>/", wrap(self.preview_view), name=f"{name}_preview"),
            path("importeren/<int:file_id>/ja/", wrap(require_POST(self.apply_view)), name=f"{name}_apply"),
            path("exporteren/", wrap(self.export_view), name=f"{name}_export"),
            path("exporteren/<str:extension>/", wrap(self.download_view), name=f"{name}_download"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        context = {"may_import": self.has_import_permission(request), **(extra_context or {})}
        return super().changelist_view(request, context)

    def _page(self, request, template, title, **context):
        context |= {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        return TemplateResponse(request, template, context)

    def _to(self, name, *args):
        return redirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=args))

    # Import

    def upload_view(self, request):
        """Step 1: choose a file."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        data = (request.POST, request.FILES) if request.method == "POST" else ()
        form = UploadForm(self.sheet, request.user, *data)
        if form.is_bound and form.is_valid():
            return self._to("preview", form.cleaned_data["file"].pk)
        title = f"{self.opts.verbose_name_plural.capitalize()} importeren"
        return self._page(request, "admin/sheet_import.html", title, form=form, columns=self.sheet().columns)

    upload_view.takes_long = True  # reading a file; nobody else could save meanwhile

    def _file(self, request, file_id):
        if not self.has_import_permission(request):
            raise PermissionDenied
        files = ImportFile.objects.filter(pk=file_id, user=request.user, sheet=self.sheet.__name__)
        return files.select_related("user").first()

    def _gone(self, request):
        text = "Dit bestand is al ingelezen, het wachtte te lang, of je koos daarna een ander bestand."
        messages.warning(request, text)
        return self._to("changelist")

    def _refused(self, request, error):
        messages.error(request, str(error))
        return self._to("import")

    def preview_view(self, request, file_id):
        """Step 2: what would change, and what is refused with its line and reason."""
        import_file = self._file(request, file_id)
        if import_file is None:
            return self._gone(request)
        try:
            outcome = run.preview(import_file, self.sheet)
        except FileRefused as error:
            return self._refused(request, error)
        title = f"Dit verandert er met {import_file.name}"
        return self._page(request, "admin/sheet_preview.html", title, import_file=import_file, outcome=outcome)

    def apply_view(self, request, file_id):
        """Step 3: yes."""
        import_file = self._file(request, file_id)
        if import_file is None:
            return self._gone(request)
        try:
            outcome = run.apply(import_file, self.sheet, request.POST.get("gezien", ""))
        except ImportFile.DoesNotExist:
            return self._gone(request)
        except FileRefused as error:
            return self._refused(request, error)
        if outcome is None:
            text = "Er is nog niets ingelezen: intussen veranderde er iets in de catalogus. Kijk nog eens na."
            messages.warning(request, text)
            return self._to("preview", file_id)
        messages.success(request, f"Ingelezen uit {import_file.name}: {outcome.summary}.")
        return self._to("changelist")

    # Export

    def _listed(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            return self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters as error:  # a value that this filter does not have
            raise DisallowedModelAdminLookup from error

    def export_view(self, request):
        """Choose a format for the entries that the list shows."""
        title = f"{self.opts.verbose_name_plural.capitalize()} exporteren"
        count, query = self._listed(request).count(), request.GET.urlencode()
        return self._page(request, "admin/sheet_export.html", title, count=count, query=query)

    def download_view(self, request, extension):
        """The file."""
        if extension not in WRITTEN:
            raise Http404
        name = str(self.opts.verbose_name_plural)
        content = write(extension, name, *run.export(self.sheet, self._listed(request)))
        filename = f"{name.replace(' ', '-')}-{timezone.localdate():%Y-%m-%d}.{extension}"
        return attachment(content, WRITTEN[extension], filename)
