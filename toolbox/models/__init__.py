"""The models of the catalogue, by subject."""

from toolbox.models.erratum import Erratum
from toolbox.models.linkcheck import LinkCheck, LinkResult
from toolbox.models.oldaddress import OldAddress
from toolbox.models.owner import Owner, OwnerAlias
from toolbox.models.placement import Placement
from toolbox.models.report import Report, ReportedChange, ReportThrottle
from toolbox.models.revision import Revision
from toolbox.models.signin import SignInAttempt
from toolbox.models.sources import Citation, Link, Reference
from toolbox.models.tool import Tool, ToolKeyword
from toolbox.models.version import CatalogueVersion
from toolbox.models.vocabulary import Audience, Format, TargetGroup

__all__ = [
    "Audience",
    "CatalogueVersion",
    "Citation",
    "Erratum",
    "Format",
    "Link",
    "LinkCheck",
    "LinkResult",
    "OldAddress",
    "Owner",
    "OwnerAlias",
    "Placement",
    "Reference",
    "Report",
    "ReportThrottle",
    "ReportedChange",
    "Revision",
    "SignInAttempt",
    "TargetGroup",
    "Tool",
    "ToolKeyword",
]
