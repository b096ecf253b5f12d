"""What an answer says of a link: whether the page that somebody meant is still there, and where.

Sites seldom say that a page is gone. They lead to their start page, to a sign-in page or to a question about cookies,
or answer "OK" with a page that says "not found". None of these is the page that was meant, so none is called working or
moved, and its address is no advice for an editor.
"""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qsl, unquote, urlsplit

from fiches.shared.tracking import is_tracking
from toolbox.models.link import LinkState

GONE = {404, 410}
SHOWN = {200, 203, 206}  # of the other codes that say "fine", none comes with a page
MOVED_FOR_GOOD = {301, 308}
BUSY = {429, 503}
READ = 64 * 1024  # bytes of a page: its title stands in front
# Bounded, so that a page made to keep us busy does not.
HEADINGS = re.compile(r"<(?:title|h1)\b[^>]{0,300}>(.{0,500}?)</(?:title|h1)\s*>", re.IGNORECASE | re.DOTALL)
# What a reader of a page does not see in it, also where its end is beyond what was read.
UNSHOWN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(noscript|script|style|svg|template)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
META = re.compile(r"<meta\s([^<>]{1,2500})>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
REFRESH = re.compile(r"""\s*[0-5](?:\.\d*)?\s*[;,\s]\s*(?:url\s*=\s*)?["']?\s*([^"'\s][^"']*)""", re.IGNORECASE)
OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"[^\W\d_]{4,}|\d{3,}")
EXTENSION = re.compile(r"\.[a-z]{2,5}\Z")

LANGUAGE = r"(?:nl|fr|en|de)(?:[-_](?:be|nl|fr|gb|us|de))?"
COUNTRY = r"(?:be|nl|fr|gb|us|de)[-_]?(?:nl|fr|en|de)"
FIRST = r"(?:home|homepage|index|default|start|startpagina|hoofdpagina|welkom|welcome|onthaal|accueil|main)(?:\.\w+)?"
START = re.compile(
    rf"/?(?:(?:web|site|pages?|paginas)/)?(?:(?:{LANGUAGE}|{COUNTRY})/?)?(?:(?:pages?|paginas)/)?(?:{FIRST}/?)?"
    rf"(?:{LANGUAGE}|{FIRST})?/?\Z"
)
NOT_FOUND_PATH = re.compile(
    r"/(?:(?:[\w-]*[-_])?(?:404|410|not[-_]?found|niet[-_]?gevonden|introuvable)(?:[-_][\w-]*)?|errors?(?:[-_]?page)?"
    r"|page[-_]?not[-_]?found|fout(?:pagina)?|erreur|fehler|oops|gone|500)"
    r"(?:\.\w+)?(?:/|\Z)"
)
NOT_FOUND_QUERY = re.compile(r"=(?:404|not-?found)\b")
NOT_FOUND_TITLE = re.compile(
    r"\b(?:404|410)\b|not found|not be found|ca(?:n.t|nnot) (?:be found|find th)|couldn.t (?:be found|find th)"
    r"|nothing found|no such page|does ?n.t exist|does not exist|no longer (?:available|exists)"
    r"|\b(?:page|content) (?:is )?(?:unavailable|missing|not available)|\A(?:oeps|oops)\b"
    r"|niet (?:meer |langer )?(?:gevonden|beschikbaar)|niet (?:meer|langer) (?:online|actief)|niet worden gevonden"
    r"|pagina .{0,20}niet .{0,12}vinden|(?:niets|niks) gevonden|geen resultaten?\Z|pagina (?:is )?onvindbaar"
    r"|bestaat niet|(?:pagina|link|inhoud|bestand|artikel) (?:is|werd) .{0,20}(?:verwijderd|weg|verlopen|verplaatst)"
    r"|(?:pagina|inhoud|artikel) .{0,20}er niet(?: meer)?\Z|von(?:den|d) (?:de|die|deze) pagina niet"
    r"|niet (?:meer|langer) (?:toegankelijk|bereikbaar)|geen (?:pagina|inhoud|bestand) gevonden|\Aonbekende pagina"
    r"|\A(?:verlopen|ongeldige) link|\Alink (?:is )?(?:verlopen|ongeldig)|(?:link|site|website) werkt niet meer"
    r"|n.existe (?:pas|plus)|introuvable|inexistante?|(?:page|contenu) (?:perdue?|indisponible|supprimée?)"
    r"|page est perdue|n.est (?:pas|plus) (?:disponible|accessible|en ligne)|(?:a|ont) été (?:supprim|déplac|retir)"
    r"|non trouv.{0,3}e?|pas été trouv|\Aoups\b|aucun résultat\Z"
    r"|nicht (?:mehr )?(?:gefunden|verfügbar)|existiert nicht"
    r"|\b(?:page|content|video|file|link|post) (?:has been|was|is) (?:removed|deleted|moved|expired)"
    r"|\b(?:page|content|video|file|link|post) (?:isn.t|is not|is no longer) (?:available|here|online)"
    r"|\A(?:video|page|content) unavailable|not be located|\Aw?hoops\b|something went wrong"
    r"|er (?:ging|liep) iets (?:mis|fout)|er is (?:een fout|iets misgegaan)|\A(?:une erreur|database error)"
    r"|\b50[0-4]\b.{0,20}\berror|internal server error|bad gateway|service unavailable"
    r"|\A(?:(?:server )?error|erreur|fout(?:melding)?)(?: \d{3})?(?:\Z|\s*[|:–—-])"
    r"|\A(?:object moved|moved permanently|301 moved|302 found)"
    r"|\bis (?:te koop|for sale)\b|\bdom(?:ein|ain)\w* (?:te koop|parked)|account suspended|site (?:is )?opgeheven"
    r"|\A(?:dom(?:ein|ain)(?:naam)?|web ?site) (?:is )?(?:verlopen|expired|offline)|web ?site is offline"
    r"|\A(?:welcome to nginx|iis windows|apache2? .{0,20}default page|default web ?site page)"
    r"|\A(?:it works!?|untitled(?: document)?)\Z|\bplesk\b|\bdefault .{0,20}page\b|no site configured"
    r"|\bdom(?:ein|ain)\w* .{0,20}(?:geregistreerd|gereserveerd|registered|reserved|expired|parked|for sale)"
    r"|\Aparked\b|\Aparking page\b|\A(?:gereserveerd domein|site gereserveerd)|website (?:disabled|niet actief)"
    r"|account has been suspended|\A(?:coming soon|binnenkort online)|(?:site|pagina) (?:is )?(?:verhuisd|offline)\Z"
    r"|pagina kwijt|niet worden weergegeven|niets te vinden|page non disponible|can.t be reached"
    r"|link (?:has )?(?:expired|deleted)|transfer (?:is )?(?:expired|verlopen)|private video|video is privé"
    r"|geen antwoorden meer|no longer accepting|\A(?:formulier|enquête) (?:is )?(?:af)?gesloten|\Asurvey (?:is )?closed"
    r"|\A(?:runtime|application|fatal) error|\Aserver error in|\Aerror establishing|technische storing"
    r"|probleem opgetreden|(?:trad|deed zich) .{0,20}fout|onverwachte fout"
)
CLOSED_TITLE = re.compile(
    r"access denied|\b403 forbidden|\Aforbidden\Z|toegang geweigerd|verboden toegang|\Ageen to(?:egang|estemming)\b"
    r"|geen toegang tot|accès (?:refusé|interdit)|\Ajust a moment|\A(?:een|één) moment geduld|\Aun instant\b"
    r"|attention required|\b(?:you|not) a robot|are you (?:a )?human|(?:bot|human) verification"
    r"|verif(?:y|ying) (?:that )?you are|checking your browser|\A(?:security check|captcha|ddos)"
    r"|need (?:permission|access)|\A(?:request access|toegang aanvragen)"
    r"|members only|réservée? aux (?:membres|abonn)|(?:alleen|enkel) voor leden"
    r"|site (?:is )?in onderhoud|under (?:maintenance|construction)|en maintenance|en construction"
    r"|\A(?:you are being )?redirect(?:ing|ed)\b|\A(?:doorverwijzing|redirection)\b"
    r"|\Aredirect\Z|\Adoorsturen|wordt door(?:gestuurd|verwezen)|site (?:is )?in opbouw|\Amaintenance(?: mode)?\Z"
    r"|\A(?:onderhoud(?:swerken)?|blocked|geblokkeerd|unauthori[sz]ed)\Z|back soon|\Aeven geduld|\Aplease wait"
    r"|connection is secure|security checkpoint|robot check|geen robot|request (?:rejected|blocked)|\A40[13]\b"
    r"|\Aforbidden:|niet toegelaten\Z|toegang (?:is )?(?:geweigerd|verboden)|geen rechten om|\Avérification de s"
    r"|browser niet ondersteund|unsupported browser|javascript (?:is )?(?:required|vereist|uit)|\Aenable javascript"
    r"|\Ataalkeuze\Z|\Akies (?:je|uw) taal|\Achoisissez votre langue|\Aselect your language"
)
# A bare list of files, as Apache, nginx, IIS, Tomcat and others show of a folder without a page.
LISTING_TITLE = re.compile(
    r"\A(?:index|inhoud|contenu) (?:of|van|de) /|\Adirectory(?: listing)?(?: for|:) ?\W?/"
    r"|\A(?:[\w-]+\.)+[\w-]+ - /(?:\S*/)?\Z"
)
FOR_SALE_HOST = re.compile(
    r"(?:\A|\.)(?:sedo(?:parking)?|afternic|hugedomains|dan|parkingcrew|bodis|above)\.(?:com|net)\Z|\Aww\d+\."
)
FOR_SALE_PATH = re.compile(r"/(?:for-?sale|domain-?parking|lander)(?:/|\Z)")
SEARCH_PATH = re.compile(r"/(?:zoek(?:en|resultaten|resultaat)?|search(?:results?)?|recherche)(?:\.\w+)?(?:/|\Z)")
SIGN_IN = (
    r"login|log-?on|log-?in|sign[-_]?in|sign[-_]?up|aanmeld\w*|inlog\w*|anmelden"
    r"|auth|authenticate|authorize|oauth2?|sso|saml2?|adfs|idp|authwall"
    r"|accessdenied|access-denied|regist(?:reer|reren|er|ration)|mijn-?account|my-?account"
    r"|open-?id|account|user|ledenzone|members?|(?:se-)?connexion|se-connecter|identification|sessions?/new"
)
SIGN_IN_PATH = re.compile(rf"(?:\A|/)(?:[\w-]*-)?(?:{SIGN_IN}|wp-login|servicelogin)(?:\.\w+)?(?:/|\Z)")
SIGN_IN_HOST = re.compile(r"\A(?:login|signin|accounts?|auth|authenticati\w+|sso|sts|idp|adfs)\.|\.b2clogin\.com\Z")
KEPT_OUT_PATH = re.compile(
    r"/(?:captcha\w*|paywall|subscribe|abonne(?:ren|ment|er)|maintenance|(?:in-)?onderhoud|unsupported-?browser"
    r"|verwijderd|removed|deleted|taalkeuze|kies-(?:je-)?taal|select-language|language-?selection)(?:\.\w+)?(?:/|\Z)"
)
SIGN_IN_TITLE = re.compile(
    r"\A(?:log ?in|sign ?in|aanmelden|inloggen|meld (?:je|u) aan|se connecter|connexion|identifiez-vous"
    r"|authentication|authenticatie)\b"
    r"|\b(?:log ?in|sign ?in|inloggen|meld je aan)\Z|\blog in or sign up|\Alog into\b|connectez-vous|vous connecter\Z"
    r"|\bmoet .{0,20}(?:aangemeld|ingelogd) zijn|\bniet (?:aangemeld|ingelogd)\Z"
    r"|\A(?:inlogpagina|aanmelding|registreren|registreer (?:je|u)|word lid)(?:\Z| \|)|meld je aan of registreer"
    r"|\A(?:wachtwoord (?:vereist|nodig)|password required)|\A(?:protected|beveiligd|protégé)\s?:"
)
COOKIE = re.compile(r"cookie|consent|toestemming|gdpr|myprivacy|privacy-?(?:gate|wall|muur)|accept-terms")
COOKIE_TITLE = re.compile(
    r"before you continue|voordat (?:je|u) verdergaat|avant de continuer|privacy ?(?:gate|wall|muur)"
    r"|\A(?:toestemming|consentement|votre vie privée)\Z|cookie\w* (?:accepteren|aanvaarden)|gestion des cookies"
    r"|\A(?:cookiebeleid|consent)\Z|cookies (?:beheren|toestaan)"
    r"|\A(?:cookies?|privacy)[-\s]?(?:voorkeur|settings|instelling|keuze|consent|wall|muur|melding|op deze|on this)"
)
# What also stands above a page that is there, in a banner: only as its title it says that it is no more than that.
COOKIE_BANNER = re.compile(
    r"gebruik(?:en|t) cookies|uses? cookies|utilis\w+ (?:de |des |les )?cookies|value your privacy"
    r"|gebruik van cookies|hecht\w* .{0,20}privacy"
    r"|accept\w* (?:alle |all |tous les |les )?cookies|respect\w+ (?:je|jouw|uw|votre) (?:privacy|vie privée)"
    r"|\A(?:jouw|je|uw|your) (?:privacy|cookie)"
)
SESSION = re.compile(
    r"\A(?:\w*sess(?:ion)?_?(?:id)?|sid|s_id|token|ticket|cfid|cftoken|zenid|oscsid|aspsessionid\w*)\Z"
)
SESSION_IN_PATH = re.compile(r";\w*(?:sess|sid)\w*=|/\(s\([a-z0-9]{10,}\)\)/", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """What a server answered at the end of a chain of redirects."""

    url: str
    status: int
    titles: tuple = ()  # the title and the headings of a page
    moved_for_good: bool = False  # whether a redirect on the way said so


def titles_of(page):
    """The title and the main headings in the beginning of an HTML `page`, in small letters."""
    shown = UNSHOWN.sub(" ", page)
    texts = (" ".join(unescape(TAG.sub(" ", text)).split()) for text in HEADINGS.findall(shown))
    return tuple(text.casefold() for text in texts if text)


def refresh_in(page, header=""):
    """Where the beginning of an HTML `page`, or the `header` Refresh, leads on to within some seconds; None when it
    stays."""
    metas = [dict(_attributes(meta)) for meta in META.findall(UNSHOWN.sub(" ", page))]
    told = [said.get("content", "") for said in metas if said.get("http-equiv", "").strip().lower() == "refresh"]
    for found in map(REFRESH.match, [header, *told]):
        if found and not OTHER_SCHEME.match(found[1]):
            return found[1].strip()
    return None


def _attributes(tag):
    return [(name.lower(), unescape("".join(texts))) for name, *texts in ATTRIBUTE.findall(tag)]


def judge(url, answer, about=()):
    """(state, why) of the link `url`. `about` are the names of what it stands at: a page that bears one is about it."""
    if answer.status in GONE:
        return LinkState.DEAD, f"niet gevonden ({answer.status})"
    if answer.status not in SHOWN:
        return LinkState.UNKNOWN, f"antwoordt met code {answer.status}"
    led_on = not same_page(url, answer.url)
    why = no_page(answer, about) or (led_on and no_target(url, answer, about))
    if why:
        return LinkState.UNKNOWN, why
    return LinkState.MOVED if led_on and answer.moved_for_good else LinkState.WORKS, ""


def no_page(answer, about):
    """Why what a page says of itself is not what was meant; "" when nothing tells."""
    for title in answer.titles:
        for name in about:
            title = title.replace(name.casefold(), "")  # a tool may be called so
        if NOT_FOUND_TITLE.search(title):
            return f"de bladzijde zegt dat ze er niet is: “{title[:80]}”"
        if SIGN_IN_TITLE.search(title):
            return "vraagt om aan te melden"
        if COOKIE_TITLE.search(title):
            return "vraagt eerst iets over cookies"
        if LISTING_TITLE.search(title):
            return f"toont alleen een lijst van bestanden: “{title[:80]}”"
        if CLOSED_TITLE.search(title):
            return f"de site laat onze controle nu niet binnen: “{title[:80]}”"
    if COOKIE_BANNER.search("".join(answer.titles[:1])):
        return "vraagt eerst iets over cookies"
    return ""


def no_target(url, answer, about):
    """Why a link that leads on to another address does not simply lead to the same page there; "" when it does."""
    before, after = urlsplit(url.lower()), urlsplit(answer.url.lower())
    if place := other_place(before, after):
        return f"komt uit op {place}"
    if what := added_for_one_visit(url, answer.url):
        return f"het adres kreeg er {what} bij"
    if same_site_start(before, after) or about_the_same(url, answer, about):
        return ""
    return "komt uit op een bladzijde die over iets anders kan gaan"


def other_place(before, after):
    """What stands at the address `after`, in words, when it is never the page that was meant by `before`; else ""."""
    host, path, old_path = after.hostname or "", unquote(after.path), unquote(before.path)
    is_error = NOT_FOUND_PATH.search(path) or (before.query != after.query and NOT_FOUND_QUERY.search(after.query))
    asks_cookies = COOKIE.search(f"{host}{path}?{after.query}") and not COOKIE.search(before.geturl())
    signs_in = SIGN_IN_HOST.search(host) or (SIGN_IN_PATH.search(path) and not SIGN_IN_PATH.search(old_path))
    is_sold = FOR_SALE_HOST.search(host) and not FOR_SALE_HOST.search(before.hostname or "")
    found = {
        "een site die adressen verkoopt": is_sold or FOR_SALE_PATH.search(path),
        "een foutpagina": is_error,
        "een bladzijde om aan te melden": signs_in,
        "een vraag over cookies": asks_cookies,
        "een zoekpagina": SEARCH_PATH.search(path) and not SEARCH_PATH.search(old_path),
        "een bladzijde die niemand binnenlaat": KEPT_OUT_PATH.search(path) and not KEPT_OUT_PATH.search(old_path),
        "de startpagina": is_start(after) and not is_start(before),
    }
    return next((place for place, is_it in found.items() if is_it), "")


def added_for_one_visit(url, final):
    """What a site put in the address that is of one visit only, in words; "" for nothing."""
    old, now = (parse_qsl(urlsplit(address).query.lower(), keep_blank_values=True) for address in (url, final))
    new = dict(now).keys() - dict(old).keys()
    if any(map(SESSION.match, new)) or (SESSION_IN_PATH.search(final) and not SESSION_IN_PATH.search(url)):
        return "een sessienummer"
    if any(map(is_tracking, new)):
        return "een code om bezoekers te volgen"
    return "iets dat van één bezoek kan zijn" if new and same_page(_without(url), _without(final)) else ""


def _without(address):
    """`address` without the question in it."""
    return urlsplit(address)._replace(query="").geturl()


def same_page(url, final):
    """Whether two addresses differ only in https, www, a closing slash or the order of their parameters."""

    def essence(address):
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
        return host, unquote(parts.path).rstrip("/"), sorted(parse_qsl(parts.query, keep_blank_values=True))

    return essence(url) == essence(final)


def same_site_start(before, after):
    """Whether a link to the start of a site leads to its start, such as that in one language."""
    hosts = [(parts.hostname or "").removeprefix("www.") for parts in (before, after)]
    return hosts[0] == hosts[1] and is_start(before) and is_start(after)


def is_start(parts):
    """Whether an address is that of the start of a site, maybe in one language."""
    return bool(START.fullmatch(unquote(parts.path))) and not parts.query


def about_the_same(url, answer, about):
    """Whether the page at the end bears the name of what the link stands at, or has most of the words of its path."""
    parts = urlsplit(answer.url)
    # Not the question: where a site asks something first, that has the old address, to lead back.
    found = words(f"{parts.hostname} {unquote(parts.path)} {' '.join(answer.titles)}")
    old = urlsplit(url)
    path = EXTENSION.sub("", unquote(old.path).rstrip("/").lower())
    site = words((old.hostname or "").removeprefix("www.").rpartition(".")[0]) if is_start(old) else set()
    meant = [words(path.rpartition("/")[2]) or words(path) or site, *map(words, about)]
    return any(wanted and 2 * len(wanted & found) >= len(wanted) for wanted in meant)


def words(text):
    """The words of a text that say what it is about: short ones stand in every address."""
    return set(WORD.findall(text.casefold())) - {"http", "https", "html", "index", "node", "page", "pagina", "content"}
