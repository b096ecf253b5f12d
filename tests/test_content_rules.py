"""What the words of the toolbox may not do: each test looks for one kind of slip that readers found."""

import re
from collections import defaultdict

import pytest
from django.apps import apps
from django.db.models import CharField, Q, TextField

from buurtanalyse.models import Outcome, StepPassage
from fiches.models import Figure, Passage
from tests.page import visit
from toolbox.models import Erratum, Placement, Tool, Worry, WorryTool

# As it was printed, or as people say it.
PRINTED = {"printed_name", "owner", "label", "alias", "url", "citation", "slug", "key", "questions"}
ELSEWHERE = {110, 145, 147}  # about a place that was wrong, and titles that stay as printed

HEADINGS = {
    "Algemeen", "Algemene methodieken", "Algemene tools", "Anderstaligen", "De buurt in kaart brengen",
    "De buurtanalyse presenteren en communiceren", "Diversiteit", "In de buurt werken", "Inhoudelijke samenwerking",
    "Jongeren en kinderen", "Kwalitatieve buurtbevraging", "Kwantitatieve omgevingsanalyse", "Mensen in armoede",
    "Mensen in rouw", "Methodieken", "Methodieken gericht op kinderen en jongeren",
    "Netwerk of stakeholders in kaart brengen", "Omgaan met conflict", "Omgeving en ruimtelijke ordening",
    "Ondersteuning van de medewerker", "Ouderen", "Participatie", "Personen met een psychische kwetsbaarheid",
    "Praktische afspraken", "Praktische randvoorwaarden voor samenwerking", "Reflectietools", "Ruimte voorzien",
    "Samenwerkingsstructuren", "Specifieke methodieken", "Tools rond specifieke aspecten van de omgevingsanalyse",
    "Verborgen spelers", "Voorbeelden",
}  # fmt: skip

FORMS = {
    "video": "video|filmpje|screencast", "kennisclip": "kennisclip", "podcast": "podcast", "webinar": "webinar",
    "vorming": "vorming|workshop|hand-out", "begeleidingstraject": "begeleidingstraject",
    "draaiboek": "draaiboek|handleiding|handboek|leidra[ad]|stappenplan|werkbundel",
    "sjabloon": "sjabloon|document om zelf in te vullen|excel|werkbundel",
    "methodiek": "method|model|werkvorm|strategie|oefening|vragen|coachen|tool|werking|kernkwaliteiten",
    "toolkit": "toolkit|toolbox|ondersteuningspakket|tools|bundel|materiaal|materialen|hulpmiddelen",
    "meetinstrument": "instrument|index|indicator|checklist|toets|quickscan|dashboard",
    "website": "webpagina|website|interactieve kaart|overzicht|informatie", "app": r"\bapp\b",
    "publicatie": "boek|rapport|gids|publicatie|studie|kader|profiel|verkenning|onderzoek|wegwijzer",
    "artikel": r"artikel|blog|\btekst|getuigenis", "brochure": "brochure|folder|kaartjes",
    "tips": "tips|vuistregels|aanbevelingen|aandachtspunten|punten om op te letten|op welke manier",
    "praktijkvoorbeeld": "voorbeeld|praktijk|ervaring|rapport over|festival|burgerinitiatief",
    "organisatie": "organisatie|werking",
}  # fmt: skip

# A word that says what a tool is, or what is in it: whoever has it, has the form. `toolkit` asks it of the name alone.
NAMED_FORMS = {
    "video": "video|filmpje", "draaiboek": "draaiboek|handleiding|handboek|leidra[ad]|stappenplan|werkbundel",
    "tips": r"\btips\b|vuistregels", "toolkit": r"\btools\b|toolkit|toolbox",
}  # fmt: skip

USERS = {
    "lokaal-bestuur": "gemeente|lokaal bestuur|lokale besturen|lokale overheden|steden|stad|sociaal huis|ocmw|beleid",
    "vrijwilliger": "vrijwilliger|met en door de buurt|buurtbewoners|burger|zelforganisaties",
}

# The other words under which a keyword stands in the source; without one, the first eight signs of it must be there.
SYNONYMS = {
    "actieplan": "acties",
    "afspraken": "mandaat",
    "beleid": "politiserend|maatregelen|visie van (de|een) gemeente|programma",
    "bewegen en spelen": "verplaatsen|spelen",
    "burenhulp": "elkaar te helpen",
    "burgerinitiatief": "burgers",
    "buurtactiviteit": "activiteit|acties|festival|dag van de buren",
    "buurtanalyse": "buurt in kaart",
    "buurtbevraging": "over hun eigen buurt",
    "cijfers": "kwantitatieve",
    "coaching": "coach|begeleid",
    "cultuur": "culturele",
    "detectie": "op te merken|merkt|noden|nodig hebben|signalen op",
    "dienstverlening": "diensten",
    "digitaal": r"\bapp\b",
    "discriminatie": "vooroordelen",
    "doelen": "theory of change|doel",
    "doorverwijzing": "begeleid",
    "duurzaamheid": "verduurzamen",
    "empowerment": "kracht|versterken|empowerend",
    "evaluatie": "evalueren|toets|screen|inschatten|schat|impact|doorlichten|door te lichten",
    "gesprek": "praten|luisterend|intake",
    "geestelijke gezondheid": "psychisch|mentale",
    "gezondheid": "ziekte|gezond|preventie",
    "handelaars": "winkel",
    "heldere taal": "eenvoudige taal",
    "impact": "effecten|theory of change|veranderingen",
    "inclusie": "outreachend|bereik|in armoede te betrekken|brugfiguren",
    "inspraak": "participat",
    "internationaal": "buitenland|nationaal",
    "krachtgericht werken": "versterken",
    "mobiliteit": "verplaatsen",
    "netwerkanalyse": "netwerk (of stakeholders )?in kaart|in kaart welke partner|in kaart te brengen welke partner",
    "onderzoek": "wetenschappelijk",
    "outreachend werken": "dicht bij de mensen",
    "participatie": "meedoen|doen mee|vorm|betrekken|inspraak|co-creatie|buurtbevraging",
    "partners": "stakeholder|betrekt",
    "reflectie": "na te denken|schat",
    "regie": "coördineert|regisseur",
    "ruimte delen": "gebouwen|meer dan één functie",
    "ruimtelijke ordening": "leefomgeving",
    "school": "schol",
    "samen eten": "restaurant",
    "samenwerking": "samenwerken|netwerken van organisaties|organisatienetwerken",
    "signaleren": "signaal|signalen|gaan ook naar",
    "sociale cohesie": "samenhang|gemeenschap|verbondenheid",
    "stakeholders": "partners|betrokkenen",
    "taakverdeling": "taken",
    "verhalen": "verhaal|vertel|getuig",
    "visie": "zorgen voor morgen",
}


@pytest.fixture
def texts(toolbox):
    """[(model, field, text)] of all that visitors read, but not what is kept as it was printed."""
    models = [*apps.get_app_config("fiches").get_models(), *apps.get_app_config("buurtanalyse").get_models()]
    fields = [
        (model, field.name)
        for model in (*models, Tool, Placement, Worry, WorryTool)
        for field in model._meta.get_fields()
        if isinstance(field, CharField | TextField) and field.name not in PRINTED and not field.choices
    ]
    return [
        (model.__name__, name, text)
        for model, name in fields
        for text in model.objects.exclude(**{name: ""}).values_list(name, flat=True)
    ]


def words_of(tool):
    """What the source says of a tool and this site gives again: names, descriptions, headings and addresses."""
    parts = [tool.name, tool.summary, *(link.url for link in tool.links.all())]
    for placement in tool.placements.all():
        whole = "buurtanalyse samenwerking acties reflectie" if placement.whole_cycle else ""
        parts += [placement.printed_name, placement.description, placement.heading, str(placement.place or whole)]
    return " ".join(parts).lower()


def test_an_error_that_is_called_repaired_stands_nowhere(texts):
    printed = {
        (erratum.number, part)
        for erratum in Erratum.objects.filter(status="hersteld", kind="tekst").exclude(number__in=ELSEWHERE)
        for part in erratum.printed.split(" / ")
        if part not in erratum.should_be
    }
    errors = {part: re.compile(rf"(?<!\w){re.escape(part)}(?!\w)") for _, part in printed}
    left = {(number, part) for number, part in printed if any(errors[part].search(text) for *_, text in texts)}
    assert left == set()


def test_tips_are_promised_for_most_outcomes_since_six_have_none(toolbox):
    assert Outcome.objects.filter(tips="").count() == 6
    assert StepPassage.objects.get(step__number=2, order=11).text.count("de meeste uitkomsten") == 1


def test_every_heading_of_a_printed_table_stands_above_its_tools(toolbox):
    assert {level for placement in Placement.objects.all() for level in placement.heading_path} == HEADINGS
    assert set(Placement.objects.filter(step__number=4).values_list("heading", flat=True)) == {"Reflectietools"}


def test_speakers_are_written_in_one_way(toolbox):
    spoken = Q(speaker__contains=",") | Q(speaker__regex="^[A-Z]")
    assert [*Passage.objects.filter(spoken), *StepPassage.objects.filter(spoken)] == []


@pytest.mark.parametrize("number", [3, 4, 5, 6, 8])
def test_a_figure_tells_that_its_way_to_fiches_is_ours(toolbox, number):
    note = Figure.objects.get(number=number).note
    assert "verwijzingen naar fiches komen van" in note
    assert "de makers van deze website" in note


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/wegwijzers/moeilijk-bereikbare-groepen/", "Wat kan helpen (keuze van deze website)"),
        ("/fiches/c/", "Welke tool bij welke bevinding past, kozen de makers van deze website."),
        ("/cyclus/buurtanalyse/", "de andere kozen de makers van deze website."),
        ("/over/zorgzame-buurten/", "De fiches en de stap bij een bouwsteen kozen de makers van deze website."),
        ("/over/toolbox/", "Vorm, doelgroep, voor wie en trefwoorden van elke tool."),
        ("/over/bron-en-errata/", "Wat we zelf kozen"),
    ],
)
def test_a_choice_of_ours_does_not_read_as_a_finding(toolbox, address, words):
    assert words in visit(address).text


def test_a_word_is_explained_in_one_way(texts):
    explained = defaultdict(set)
    for *_, text in texts:
        for word, explanation in re.findall(r"(\w{4,}) \(([a-z‘][^()]{8,})\)", text):
            explained[word].add(explanation)
        explained["mandaat"] |= {*re.findall(r"mandaat: de anderen aanvaarden dat (?:je|die) ([^.]+)\.", text)}
        assert not re.search(r"mandaat(: een|, dus)", text)
        assert not re.search(r"in hun naam (?!(?:mag )?handel\w+ en beslis)", text)
    assert len(explained["mandaat"]) == len(explained["kapitaal"]) == len(explained["intervisie"]) == 1
    assert {word: given for word, given in explained.items() if len(given) > 1} == {}


def test_a_text_makes_sense_without_the_one_before_it(texts):
    leaning = re.compile(
        r"\b([Oo]ok deze|Deze ook|hier ook|sta(?:at|an) hier|gaat het net zo|Hetzelfde geldt|zoals hierboven"
        r"|Na het gesprek|als je daarna)\b"
    )
    alone = {"Outcome", "Placement", "ReadOn", "Tool", "WorryTool"}
    assert [text for model, _, text in texts if model in alone and leaning.search(text)] == []


def test_a_thing_is_not_called_hen(texts):
    things = re.compile(r"(buurten|projecten|fiches|tools|werkingen)\b[^.]{0,40}\. [^.]*\b(ondersteunden|voor) hen\b")
    assert [text for *_, text in texts if things.search(text)] == []


def test_every_form_stands_in_the_words_of_the_tool(toolbox):
    tools = Tool.objects.prefetch_related("formats", "links", "placements")
    without = {
        (tool.slug, form.slug)
        for tool in tools
        for form in tool.formats.all()
        if not re.search(FORMS[form.slug], words_of(tool))
    }
    assert without == set()


def test_every_form_that_the_words_of_the_tool_name_is_chosen(toolbox):
    without = set()
    for tool in Tool.objects.prefetch_related("formats", "placements"):
        names = " ".join([tool.name, *(placement.printed_name for placement in tool.placements.all())]).lower()
        told = " ".join([names, *(placement.description for placement in tool.placements.all())]).lower()
        chosen = {form.slug for form in tool.formats.all()}
        named = {form for form, word in NAMED_FORMS.items() if re.search(word, names if form == "toolkit" else told)}
        without |= {(tool.slug, form) for form in named - chosen}
    assert without == set()


def test_every_rare_user_stands_in_the_words_of_the_tool(toolbox):
    tools = Tool.objects.prefetch_related("audiences", "links", "placements")
    without = {
        (tool.slug, user)
        for tool in tools
        for user in USERS.keys() & {audience.slug for audience in tool.audiences.all()}
        if not re.search(USERS[user], words_of(tool))
    }
    assert without == set()


def test_every_keyword_stands_in_the_words_of_the_tool(toolbox):
    tools = Tool.objects.prefetch_related("tags", "links", "placements__fiche", "placements__step")
    without = {
        (tool.slug, tag.name)
        for tool in tools
        for tag in tool.tags.all()
        if not re.search(f"{tag.name.split()[0][:8]}|{SYNONYMS.get(tag.name, tag.name)}", words_of(tool))
    }
    assert without == set()


@pytest.mark.parametrize(
    "twins",
    [
        ("impactgericht-werken", "vorming-outcome-harvesting"),
        ("kennisclip-outreachend-werken", "vorming-outreachend-werken"),
        ("strategieen-participatief-werken", "participatief-werken"),
        ("kwartiermaken", "wat-is-kwartiermaken"),
        ("netwerkanalyse", "model-stakeholderanalyse"),
        ("dag-buur", "een-buurtactiviteit-organiseren"),
        ("doegids-samenwerken-rond-zorg-en-welzijn", "interprofessioneel-samenwerken-in-buurten"),
        ("dashboard-knipperlichtfunctie", "lokale-gezondheidsindicator-mobiliteit"),
    ],
)
def test_tools_that_are_alike_are_filed_alike(toolbox, twins):
    filed = [
        (set(tool.target_groups.all()), set(tool.audiences.all()))
        for tool in Tool.objects.filter(slug__in=twins).prefetch_related("target_groups", "audiences")
    ]
    assert len(filed) == 2
    assert filed[0] == filed[1]
