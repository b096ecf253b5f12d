"""The models of the catalogue, by subject."""

from toolbox.models.collection import Collection, CollectionEntry
from toolbox.models.erratum import Erratum
from toolbox.models.experience import Experience
from toolbox.models.importfile import ImportFile
from toolbox.models.keyword import Keyword
from toolbox.models.link import Link, LinkCheck, LinkResult
from toolbox.models.mail import MailSlip, MailWish
from toolbox.models.oldaddress import OldAddress
from toolbox.models.owner import Owner, OwnerAlias
from toolbox.models.placement import Placement
from toolbox.models.preview import Preview
from toolbox.models.report import Report, ReportedChange, ReportThrottle
from toolbox.models.revision import Revision
from toolbox.models.search import Change, Document, IndexState, Kind
from toolbox.models.signin import SignInAttempt
from toolbox.models.sources import Citation, Reference
from toolbox.models.thesaurus import ThesaurusGroup, WordForm
from toolbox.models.tool import Tool, ToolKeyword
from toolbox.models.usage import UsageCount, WaitingQuestion
from toolbox.models.version import CatalogueVersion
from toolbox.models.vocabulary import Audience, Format, FormatGroup, TargetGroup
from toolbox.models.worry import Worry, WorryNext, WorryTool
