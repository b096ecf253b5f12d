"""The responses that give citations as a file."""

from toolbox.opendata.citations import formats
from toolbox.opendata.citations.record import record_of
from toolbox.opendata.exports.files import attachment


def responding(write, content_type, extension):
    """The function that answers an export with its tools as a file: `write` makes the text of their records."""

    def response(export):
        records = [record_of(tool, export.absolute) for tool in export.prepared]
        return attachment(write(records), content_type, f"{export.table.name}.{extension}")

    return response


ris_response = responding(formats.ris, "application/x-research-info-systems; charset=utf-8", "ris")
bibtex_response = responding(formats.bibtex, "application/x-bibtex; charset=utf-8", "bib")
csl_response = responding(formats.csl, "application/vnd.citationstyles.csl+json", "csl.json")
