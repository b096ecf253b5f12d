"""The responses that give citations as a file."""

from django.http import HttpResponse

from toolbox.citations import formats
from toolbox.citations.record import record_of


def records(export):
    """The records of the tools in an export."""
    return [record_of(tool, export.absolute) for tool in export.prepared]


def _file(export, text, content_type, extension):
    disposition = f'attachment; filename="{export.table.name}.{extension}"'
    return HttpResponse(text, content_type=content_type, headers={"Content-Disposition": disposition})


def ris_response(export):
    """The tools as RIS."""
    return _file(export, formats.ris(records(export)), "application/x-research-info-systems; charset=utf-8", "ris")


def bibtex_response(export):
    """The tools as BibTeX."""
    return _file(export, formats.bibtex(records(export)), "application/x-bibtex; charset=utf-8", "bib")


def csl_response(export):
    """The tools as CSL-JSON."""
    return _file(export, formats.csl(records(export)), "application/vnd.citationstyles.csl+json", "csl.json")
