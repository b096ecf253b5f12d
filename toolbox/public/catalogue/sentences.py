"""What people run into, in their own words, each with the part of the tools list that helps.

An address is the query of an ordinary list. A test checks that each of them gives results.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    """Something a visitor may recognise, and the query of the list that fits it."""

    text: str
    query: str


@dataclass(frozen=True)
class SentenceGroup:
    """Sentences about the same thing."""

    title: str
    sentences: tuple


STARTING_SENTENCES = (
    SentenceGroup(
        "Mensen bereiken",
        (
            Sentence("We bereiken alleenstaande ouderen niet", "doelgroep=ouderen&fiche=c"),
            Sentence("We zien altijd dezelfde gezichten", "fiche=c&trefwoord=outreachend-werken"),
            Sentence("Jongeren komen niet naar onze activiteiten", "doelgroep=kinderen-en-jongeren"),
            Sentence("Wie weinig Nederlands spreekt, haakt af", "doelgroep=anderstaligen"),
            Sentence("Onze teksten zijn te moeilijk", "trefwoord=heldere-taal"),
            Sentence(
                "Mensen met een migratieachtergrond vertrouwen ons nog niet",
                "doelgroep=mensen-met-een-migratieachtergrond",
            ),
            Sentence("Wie moeilijk rondkomt, blijft weg", "doelgroep=mensen-in-armoede"),
            Sentence("Een buur is in rouw en we weten niet wat te zeggen", "doelgroep=mensen-in-rouw"),
            Sentence("Iemand heeft het mentaal moeilijk", "doelgroep=mensen-met-een-psychische-kwetsbaarheid"),
        ),
    ),
    SentenceGroup(
        "Buren samenbrengen",
        (
            Sentence("Buren kennen elkaar niet", "fiche=d"),
            Sentence("We willen iets doen met de hele buurt", "trefwoord=buurtactiviteit"),
            Sentence("Mensen voelen zich eenzaam", "trefwoord=eenzaamheid&trefwoord=buddy"),
            Sentence("Er was ruzie en niemand praat erover", "trefwoord=conflict"),
            Sentence(
                "Niet iedereen voelt zich welkom",
                "trefwoord=discriminatie&trefwoord=diversiteit",
            ),
            Sentence("Buren willen helpen, maar niemand vraagt iets", "fiche=j"),
            Sentence("We vinden geen vrijwilligers", "trefwoord=vrijwilligers-werven"),
            Sentence("Onze vrijwilligers nemen te veel op zich", "fiche=k"),
        ),
    ),
    SentenceGroup(
        "Beginnen",
        (
            Sentence("We weten niet wat er leeft in onze buurt", "trefwoord=buurtbevraging"),
            Sentence("We zoeken cijfers over onze buurt", "trefwoord=cijfers"),
            Sentence("We willen starten en zoeken houvast", "stap=buurtanalyse&vorm=draaiboek"),
            Sentence("De straten en pleinen nodigen niet uit", "trefwoord=ruimtelijke-ordening"),
            Sentence("Bewoners willen mee beslissen", "trefwoord=inspraak"),
            Sentence("We hebben plannen, maar geen gedeelde visie", "fiche=a"),
        ),
    ),
    SentenceGroup(
        "Samenwerken",
        (
            Sentence("We kennen de andere organisaties in de buurt niet", "fiche=e"),
            Sentence("Elke partner heeft een eigen agenda", "fiche=a&trefwoord=partners"),
            Sentence("Partners zien elkaar als concurrent", "fiche=g"),
            Sentence("Niemand weet wie wat doet", "trefwoord=afspraken&trefwoord=taakverdeling"),
            Sentence("We zoeken een plek om samen te komen", "trefwoord=ruimte-delen"),
            Sentence("We raken niet tot bij zorg en diensten", "trefwoord=doorverwijzing&trefwoord=dienstverlening"),
        ),
    ),
    SentenceGroup(
        "De werking dragen",
        (
            Sentence("Ik trek de werking, maar heb geen mandaat", "fiche=h"),
            Sentence("Ik sta er als medewerker alleen voor", "trefwoord=intervisie&trefwoord=coaching"),
            Sentence("Mijn organisatie maakt te weinig tijd vrij", "fiche=m"),
            Sentence("We kunnen niet tonen wat ons werk oplevert", "trefwoord=impact"),
            Sentence("Men vraagt cijfers, wij hebben verhalen", "fiche=l"),
            Sentence("Niemand weet wat een zorgzame buurt is", "fiche=n"),
            Sentence("We lopen vast en willen even stilstaan", "stap=reflectie"),
        ),
    ),
)
