"""What the index knows of one thing that can be found."""

from dataclasses import dataclass, field

from toolbox.models.search import Kind


@dataclass
class Text:
    """The words of one document. `fields` holds (name of the field, text); weights.FIELDS says what each weighs."""

    kind: Kind
    object_id: int
    title: str
    fields: list = field(default_factory=list)
    values: dict = field(default_factory=dict)
    year: int = 0
    places: int = 0
    card: list = field(default_factory=list)  # of a tool: what its card says (toolbox/search/cards.py)
