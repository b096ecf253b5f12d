"""The responses that give citations as a file."""

from toolbox.opendata.citations import formats
from toolbox.opendata.citations.record import record_of
from toolbox.opendata.exports.files import attachment


def records(export):
    """The records of the tools in an export."""
    return [record_of(tool, export.absolute) for tool in export.prepared]


def _file(export, text, content_type, extension):
    return attachment(text, content_type, f"{export.table.name}.{extension}")


def ris_response(export):
    """The tools as RIS."""
    return _file(export, formats.ris(records(export)), "application/x-research-info-systems; charset=utf-8", "ris")


def bibtex_response(export):
    """The tools as BibTeX."""
    return _file(export, formats.bibtex(records(export)), "application/x-bibtex; charset=utf-8", "bib")


def csl_response(export):
    """The tools as CSL-JSON."""
    return _file(export, formats.csl(records(export)), "application/vnd.citationstyles.csl+json", "csl.json")
