"""Words that ask or glue but say nothing of the subject, so that a whole question can be typed. Accents are folded."""

# Words between words: an entry of the thesaurus is found without them.
GLUE = frozenset(
    """
    a aan al alle allemaal als alsof altijd and ander andere anders are aub ben bent bij bijna bijvoorbeeld
    binnen bv daar daarbij daarin daarmee daarna daarom daarvoor dan dat de deze die dit door dus een eens
    eerder eigenlijk elk elke en enkel enkele er eraan erbij erg ergens ervan ervoor etc for geweest haar hem
    hen her het hier hoe hoeveel hoewel hun ieder iedere iemand ik in is ja je jij jou jouw jullie later m maar
    mee meer meest men met mij mijn misschien n na naar nadat net nog nou nu of ofwel om omdat omtrent on ons
    onze ook op over pas per rond rondom s sommige soms steeds t te tegen terwijl the to toch toen tot uit uw
    vaak van vanaf vandaag vanuit veel veer verder via voor vooral waar waarbij waarin waarmee waarom waarvoor
    wanneer want waren was wat wel welk welke wie wij zal ze zeer zich zij zo zoals zodat zonder zou zouden
    zowel zulke
    """.split()
)
# Words that say little by themselves, but something together: "vrijwilligers vinden", "geen geld".
VAGUE = frozenset(
    """
    alleen bepaalde best beste beter doe doen doet echt eentje eerst eigen even ga gaan gaat gebruik gebruiken
    gedaan geef geen gegeven gehad geven gewoon ging goed goede graag had hadden hallo heb hebben hebt heeft
    heel iets kan kon kun kunnen kunt laat laten liefst maak maakt mag maken mochten moest moet moeten mogen
    niet niets nodig opnieuw samen sta staan staat vind vinden vindt werd werden wil wilde willen wilt word
    worden wordt zelf zijn zoek zoeken zoekt
    """.split()
)
STOP_WORDS = GLUE | VAGUE
