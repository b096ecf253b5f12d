"""Words that ask or glue but say nothing of the subject, so that a whole question can be typed. Accents are folded."""

# Words between words: an entry of the thesaurus is found without them.
GLUE = frozenset(
    """
    a aan achter afgelopen al alle allebei allee allerlei allez als alsof altijd alvast alweer amai amper and are
    aub behalve beide ben bent bij bijna bijvoorbeeld binnen bovendien bv daar daarbij daardoor daarheen daarin
    daarmee daarna daarom daarop daartussen daaruit daarvoor dan dat de dees den dergelijke deze die dit door dus
    echter een eender eens eentje eerder effe effen efkes eigenlijk elk elke en enkel enkele er eraan erdoor erg
    ergens erheen erin ermee ernaar erover ertoe ertussen eruit ervan ervoor etc evengoed eventueel evenveel for ge
    geleden gelijk geweest gij ginder haar hem hen her het hier hieraan hierbij hiermee hieronder hierover hieruit
    hiervoor hij hoewel hoezo hun ieder iedere ik immers in intussen is ja je jezelf jij jou jouw jullie keer
    kortom later m maar me meer meerdere meest meestal men met mezelf mij mijn mijne misschien mn n na naar nadat
    nauwelijks ne nen net noch nochtans nog nogal nou nu of ofwel om omdat omtrent on ondertussen ons onszelf onze
    ooit ook op over overal pas per precies reeds rond rondom s seffens sinds slechts snel sommige sommigen soms
    sowieso steeds straks t te tegen tegenover telkens terwijl the tijdens tja to toch toe toen tot trouwens tussen
    u uit uiteraard uw uwe vaak van vanaf vandaag vanuit veel veer vele verder vervolgens via volgens voor vooral
    voortdurend vroeger waaraan waarbij waardoor waarin waarmee waarna waaronder waarop waarover waarschijnlijk
    waaruit waarvan waarvoor want waren was we weer wel wiens wij wijzelf zal ze zeer zeker zelfs zelve zich
    zichzelf zij zo zoals zodat zodra zogenaamd zolang zomaar zonder zou zouden zoveel zowat zowel zulk zulke
    zullen
    """.split()
)
# Those of them that say where or which way: "goed zijn" is not "goed in zijn", "mensen gaan" not "naar mensen gaan".
JOINTS = frozenset(
    """
    aan achter bij binnen daar daaraan daarbij daarheen daarin daarmee daarop daarover daartussen daaruit daarvan
    daarvoor door er eraan erbij erdoor erheen erin ermee ernaar erop erover ertoe ertussen eruit ervan ervoor
    hieruit in met na naar om op over rond tegen tegenover toe tot tussen uit van vanaf vanuit verder via voor
    waaraan waarbij waardoor waarin waarmee waarop waarover waaruit waarvan waarvoor zonder
    """.split()
)
# Words that say little by themselves, but something together: "vrijwilligers vinden", "geen geld", "niemand komt".
VAGUE = frozenset(
    """
    aanpakken acht achteraan af allang alleen allemaal alles ander andere anderen anders avond avonds begin
    beginnen begint begonnen begrijp begrijpen begrijpt behoorlijk bepaalde best beste beter bezig bleef bleven
    blijf blijft blijkbaar blijkt blijven bracht breng brengen brengt daarstraks dacht dag dagen deden deed denk
    denken denkt dezelfde dichtbij ding dingen doe doen doet drie durf durft durven echt eerst eerste eigen elkaar
    erbij erge ergste even ga gaan gaat gaf gauw gaven gebeur gebeurde gebeuren gebeurt gebleven gebracht gebruik
    gebruiken gebruikt gedaan geef geeft geen gegaan gegeven gehad gehouden gekomen gekregen gelaten geloof gelooft
    geloven gemaakt genoeg geprobeerd geraak geraakt geraken gestaan geven gevonden gewone gewoon geworden gezegd
    gezet gezeten gezien gezocht ging gingen gisteren goed goede goeie graag groot grote had hadden half hallo heb
    hebben hebt heeft heel helaas hele helemaal hetzelfde hoe hoeveel hoog hoop hopelijk hopen hou houd houden
    houdt iedereen iemand iets jaar jammer jaren juist kan ken kennen kent kijk kijken kijkt kom komen komt kon
    konden kreeg kregen krijg krijgen krijgt kun kunnen kunt kwam kwamen laag laat lang lange langs lastig laten
    leg leggen legt leuk leuke liefst liet liever lijken lijkt loop loopt lopen lukken lukt maak maakt maakten
    maand maanden mag maken man manier manieren mannen mee meneer mens mensen merk merken merkt mevrouw middag
    minder mocht mochten moest moesten moet moeten mogelijk mogen mooi mooie morgen morgenavond naartoe nam
    namiddag namiddagen neem neemt negen nemen niemand niet niets nieuw nieuwe niks nodig nooit nul ochtend onder
    onlangs opnieuw overdag paar pak pakken pakt personen persoon plaats plots praktisch probeer probeert proberen
    raak raakt raken samen slecht slechte snap snappen snapt soort soorten sta staan staat stel stellen stelt stond
    stuk sturen stuur stuurt terug tien tof toffe trek trekken trekt twee val vallen valt vanavond ver vertrek
    vertrekt vier vijf vind vinden vindt volgend volgende vond voormiddag vorig vorige vraagt vroeg vrouw vrouwen
    waag waar waarheen waarnaar waarom wacht wachten wanneer wat week weet weg weggaan weinig weken welk welke werd
    werden weten wie wil wilde wilden willen wilt wist word worden wordt zaak zag zaken zeg zeggen zegt zei zelf
    zes zet zetten zeven zie zien ziet zijn zit zitten zodanig zoek zoeken zoekt zulks
    """.split()
)
STOP_WORDS = GLUE | VAGUE
# Words that everything here is about: in a question with other words they decide nothing.
EVERYWHERE = frozenset(
    """
    aanpak activiteit activiteiten bewoner bewoners buurt buurtbewoner buurtbewoners buurten buurtproject
    buurtwerking doelgroep doelgroepen dorp gemeente groep groepen groepje help helpen hulp hulpmiddel hulpmiddelen
    info informatie initiatief initiatieven leven materiaal moeilijk moeilijke moeilijker oplossing oplossingen
    organisatie organisaties probleem problemen project projecten stad stap stappen straat team tijd tool tools
    voorbeeld vraag vragen werk werken werking wijk wijken wonen woont zorg zorgen zorgzaam zorgzame
    """.split()
)
# What anyone does in any question: it weighs less than what or whom it is done to.
LIGHT = frozenset(
    """
    aanpakken antwoord antwoorden begin beginnen bespreek bespreken bezoek bied bieden bouw bouwen deel delen
    eerlijk gebruik gesprek gesprekken houden idee ideeen inzetten kies kiezen leer leert leren lezen luister
    luisteren moeilijk noden nood onderzoek onderzoeken ontdekken opschrijven organiseer organiseren plaats plan
    plek praat praten punt reden schrijf schrijven spreek spreekt spreken start starten stuur tekst tonen toon
    uitleg uitleggen uitnodigen verbeteren verdelen vergeten verhaal vertel vertelde vertellen vertelt verwachten
    volg volgen voorstellen vorm werkt zoeken
    """.split()
)
