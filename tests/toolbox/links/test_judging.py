"""What an answer says of a link: only a page about the same is called working or moved."""

import time

import pytest

from toolbox.links.judging import READ, Answer, judge, refresh_in, titles_of
from toolbox.models.link import LinkState

PAGE = "https://voorbeeld.be/publicaties/gids-buurtzorg"


def said(url, final, *titles, good=True, about=(), status=200):
    return judge(url, Answer(final, status, tuple(title.casefold() for title in titles), good), about)


@pytest.mark.parametrize(
    ("final", "why"),
    [
        ("https://voorbeeld.be/", "startpagina"),
        ("https://voorbeeld.be/nl", "startpagina"),
        ("https://www.voorbeeld.be/nl-be/home", "startpagina"),
        ("https://voorbeeld.be/home", "startpagina"),
        ("https://voorbeeld.be/index.php", "startpagina"),
        ("https://anders.be/NL/", "startpagina"),
        ("https://voorbeeld.be/be-nl/welcome", "startpagina"),
        ("https://voorbeeld.be/fr/accueil", "startpagina"),
        ("https://voorbeeld.be/web/nl", "startpagina"),
        ("https://voorbeeld.be/nl/Paginas/default.aspx", "startpagina"),
        ("https://voorbeeld.be/PageNotFound.aspx?gids-buurtzorg", "foutpagina"),
        ("https://voorbeeld.be/erreur", "foutpagina"),
        ("https://voorbeeld.be/mijn/aanmeldpagina/gids-buurtzorg", "aan te melden"),
        ("https://voorbeeld.be/users/sign_in?gids-buurtzorg", "aan te melden"),
        ("https://voorbeeld.be/fr/connexion/gids-buurtzorg", "aan te melden"),
        ("https://voorbeeld.be/my-account/gids-buurtzorg", "aan te melden"),
        ("https://voorbeeld.be/404", "foutpagina"),
        ("https://voorbeeld.be/nl/pagina-niet-gevonden/", "foutpagina"),
        ("https://voorbeeld.be/error.aspx?url=/publicaties/gids-buurtzorg", "foutpagina"),
        ("https://voorbeeld.be/publicaties/gids-buurtzorg?status=404", "foutpagina"),
        ("https://sedoparking.com/gids-buurtzorg", "adressen verkoopt"),
        ("https://voorbeeld.be/zoeken?q=gids-buurtzorg", "zoekpagina"),
        ("https://voorbeeld.be/search/gids-buurtzorg", "zoekpagina"),
        ("https://voorbeeld.be/lid-worden?terug=gids-buurtzorg", "iets anders"),
        ("https://www.linkedin.com/authwall?sessionRedirect=gids-buurtzorg", "aan te melden"),
        ("https://x.sharepoint.com/_layouts/15/AccessDenied.aspx?gids-buurtzorg", "aan te melden"),
        ("https://voorbeeld.be/login?next=/publicaties/gids-buurtzorg", "aan te melden"),
        ("https://voorbeeld.be/nl/user/inloggen", "aan te melden"),
        ("https://login.microsoftonline.com/x/gids-buurtzorg", "aan te melden"),
        ("https://voorbeeld.be/wp-login.php", "aan te melden"),
        ("https://consent.youtube.com/m?continue=gids-buurtzorg", "cookies"),
        ("https://voorbeeld.be/cookiewall?terug=gids-buurtzorg", "cookies"),
        ("https://voorbeeld.be/privacy-wall/gids-buurtzorg", "cookies"),
        ("https://voorbeeld.be/publicaties/gids-buurtzorg?ASPSESSIONIDABC=9", "sessienummer"),
        ("https://voorbeeld.be/publicaties/gids-buurtzorg?wbraid=1", "bezoekers te volgen"),
        ("https://voorbeeld.be/publicaties/gids-buurtzorg?hsCtaTracking=1", "bezoekers te volgen"),
        ("https://voorbeeld.be/publicaties/gids-buurtzorg;jsessionid=1A2B", "sessienummer"),
        ("https://voorbeeld.be/publicaties/gids-buurtzorg?PHPSESSID=1a2b", "sessienummer"),
        ("https://nieuw.be/gids-buurtzorg?utm_source=x&utm_medium=y", "bezoekers te volgen"),
        ("https://voorbeeld.be/publicaties/gids-buurtzorg?fbclid=1", "bezoekers te volgen"),
        ("https://voorbeeld.be/publicaties/gids-buurtzorg?HSA_cam=1", "bezoekers te volgen"),
        ("https://voorbeeld.be/publicaties/gids-buurtzorg?cmpid=9", "van één bezoek"),
        ("https://www.voorbeeld.be/publicaties/gids-buurtzorg/?s=a1b2c3", "van één bezoek"),
        ("https://voorbeeld.be/publicaties/gids-buurtzorg;sid=12AB34CD56", "sessienummer"),
        ("https://voorbeeld.b2clogin.com/gids-buurtzorg", "aan te melden"),
        ("https://authenticatie.voorbeeld.be/stb/gids-buurtzorg", "aan te melden"),
        ("https://voorbeeld.be/account/gids-buurtzorg", "aan te melden"),
        ("https://ww38.voorbeeld.be/publicaties/gids-buurtzorg", "adressen verkoopt"),
        ("https://www.voorbeeld.com/forsale/gids-buurtzorg", "adressen verkoopt"),
        ("https://voorbeeld.be/lander", "adressen verkoopt"),
        ("https://geo.voorbeeld.com/captcha/gids-buurtzorg", "niemand binnenlaat"),
        ("https://voorbeeld.be/onderhoud/gids-buurtzorg", "niemand binnenlaat"),
        ("https://voorbeeld.be/paywall/gids-buurtzorg", "niemand binnenlaat"),
        ("https://voorbeeld.be/taalkeuze?terug=gids-buurtzorg", "niemand binnenlaat"),
        ("https://voorbeeld.be/publicaties/", "iets anders"),
        ("https://casino.example/winnen", "iets anders"),
    ],
)
@pytest.mark.parametrize("good", [True, False])
def test_link_that_leads_elsewhere_is_unknown_and_says_why(final, why, good):
    state, detail = said(PAGE, final, "Welkom", good=good)
    assert state == LinkState.UNKNOWN
    assert why in detail


@pytest.mark.parametrize(
    ("titles", "why"),
    [
        (["404"], "er niet is"),
        (["Pagina niet gevonden | Voorbeeld"], "er niet is"),
        (["Voorbeeld", "Oeps, deze pagina bestaat niet meer"], "er niet is"),
        *(
            ([title], "er niet is")
            for title in [
                *("Page introuvable", "Page non trouvée", "Seite existiert nicht", "Oops! That page can’t be found."),
                *("We konden de pagina niet vinden", "De pagina kon niet worden gevonden", "Deze pagina is verwijderd"),
                *("Deze site is niet meer actief", "Page does not exist", "Error | Voorbeeld", "Fout 500", "Oeps"),
                *("voorbeeld.be is for sale", "Domein te koop", "Domain expired", "Welcome to nginx!"),
                *(
                    "Helaas, deze pagina is er niet",
                    "We vonden die pagina niet",
                    "Verlopen link",
                    "Deze link werkt niet meer",
                ),
                *(
                    "Deze inhoud is niet meer toegankelijk",
                    "Deze pagina werd verplaatst of verwijderd",
                    "Onbekende pagina",
                ),
                *("Sorry, this page isn’t available.", "This page has been removed", "Video unavailable"),
                *(
                    "Whoops, looks like something went wrong",
                    "The page could not be located",
                    "500 Internal Server Error",
                ),
                *("Deze website is verhuisd", "Oei, hier is niets te vinden", "Page non disponible", "Private video"),
                *("Deze domeinnaam is geregistreerd", "Parked domain", "It works!", "Site gereserveerd | X"),
                *("This link has expired", "Formulier gesloten", "Dit formulier accepteert geen antwoorden meer"),
                *("Server Error in '/' Application.", "Er is een probleem opgetreden", "Er trad een fout op"),
                *("La page n’est plus disponible", "Oups, cette page est perdue", "Contenu indisponible"),
                *("Cette page a été supprimée", "Page inexistante", "Page non trouv\ufffde", "Er ging iets mis"),
            ]
        ),
        *(
            ([title], "lijst van bestanden")
            for title in [
                *("Index of /", "Index of /files/gids", "Directory Listing For [/docs/]", "Directory: /docs/"),
                *("Directory listing for /", "voorbeeld.be - /docs/", "www.voorbeeld.be - /"),
            ]
        ),
        *(
            ([title], "niet binnen")
            for title in [
                *("U wordt doorgestuurd", "Website in opbouw", "Onderhoud", "Even geduld...", "Robot Check"),
                *("403 - Forbidden", "Unauthorized", "Toegang verboden", "Geblokkeerd", "JavaScript required"),
                *("Browser niet ondersteund", "Kies je taal", "Request Rejected"),
            ]
        ),
        *(
            ([title], "aan te melden")
            for title in ["Inlogpagina", "Registreer je", "Wachtwoord vereist", "Beveiligd: gids"]
        ),
        *(([title], "cookies") for title in ["Cookies beheren", "Cookiebeleid", "Deze site maakt gebruik van cookies"]),
        (["Redirecting..."], "niet binnen"),
        (["Een moment geduld"], "niet binnen"),
        (["Page réservée aux membres"], "niet binnen"),
        (["You need permission"], "niet binnen"),
        (["Veuillez vous connecter"], "aan te melden"),
        (["Log into Facebook"], "aan te melden"),
        (["Je bent niet aangemeld"], "aan te melden"),
        (["We respecteren je privacy"], "cookies"),
        (["Nous respectons votre vie privée"], "cookies"),
        (["Gestion des cookies"], "cookies"),
        (["Just a moment..."], "niet binnen"),
        (["Access Denied"], "niet binnen"),
        (["Attention Required! | Cloudflare"], "niet binnen"),
        (["De site is in onderhoud"], "niet binnen"),
        (["Voorbeeld - Login"], "aan te melden"),
        (["Voorbeeld – log in or sign up"], "aan te melden"),
        (["U moet aangemeld zijn"], "aan te melden"),
        (["Wij gebruiken cookies"], "cookies"),
        (["DPG Media Privacy Gate"], "cookies"),
        (["Aanmelden | Voorbeeld"], "aan te melden"),
        (["Log in"], "aan te melden"),
        (["Before you continue to YouTube"], "cookies"),
        (["Cookievoorkeuren"], "cookies"),
    ],
)
def test_page_that_says_itself_that_it_is_not_the_page_is_unknown(titles, why):
    state, detail = said(PAGE, PAGE, *titles)
    assert state == LinkState.UNKNOWN
    assert why in detail


@pytest.mark.parametrize(
    "titles",
    [
        *(
            ["Cookies bakken met buren"],
            ["Fouten maken mag"],
            ["Bescherm je privacy online"],
            ["Voor wie niet online is"],
        ),
        *(
            ["Parking: wat buren kunnen doen"],
            ["Oei, ik groei!"],
            ["Onderhoud van een buurttuin"],
            ["Een domein vol groen"],
        ),
        *(["Een link tussen generaties"], ["Kies je buur"]),
        *(["Index of social inclusion"], ["Directory of care homes"], ["Voorbeeld.be - nieuws"]),
        *(["Nothing about us without us"], ["Investeren in onderhoud"], ["Gids buurtzorg", "Wij gebruiken cookies"]),
        *(
            ["Als buren elkaar niet vinden"],
            ["Verhuisd? Zo vind je je weg"],
            ["De verdwenen straat"],
            ["Toegang tot zorg"],
        ),
        *(["Niemand verloren: armoede in beeld"], ["Leven met dementie: er is niet één antwoord"]),
    ],
)
def test_title_that_only_has_such_words_is_that_of_a_page(titles):
    assert said(PAGE, PAGE, *titles) == (LinkState.WORKS, "")


@pytest.mark.parametrize(
    ("url", "final", "titles", "about"),
    [
        (PAGE, "https://nieuw.be/gids-buurtzorg", [], []),
        (PAGE, "https://voorbeeld.be/nl/publicaties/gids-buurtzorg.html", [], []),
        (PAGE, "https://voorbeeld.be/nl/p/81", ["Gids buurtzorg"], []),
        ("https://voorbeeld.be/p/81", "https://voorbeeld.be/nl/x", ["Accolage | Voorbeeld"], ["Accolage"]),
        ("https://accolage.be/", "https://voorbeeld.be/accolage", [], []),
        ("https://oud.be/node/8123", "https://nieuw.be/node/8123", [], []),
        ("https://ww2.voorbeeld.be/oud/gids-buurtzorg", "https://ww2.voorbeeld.be/gids-buurtzorg", [], []),
    ],
)
def test_page_about_the_same_moved_when_a_redirect_says_for_good(url, final, titles, about):
    assert said(url, final, *titles, about=about) == (LinkState.MOVED, "")
    assert said(url, final, *titles, about=about, good=False) == (LinkState.WORKS, "")


@pytest.mark.parametrize(
    ("url", "final"),
    [
        (PAGE, PAGE),
        ("http://www.voorbeeld.be/a", "https://voorbeeld.be/a/"),
        ("https://voorbeeld.be/a?b=1&c=2", "https://voorbeeld.be/a?c=2&b=1"),
        ("https://voorbeeld.be/a?utm_source=krant", "https://voorbeeld.be/a/?utm_source=krant"),
    ],
)
def test_same_page_works(url, final):
    assert said(url, final, "Welkom") == (LinkState.WORKS, "")


def test_page_that_is_named_by_a_parameter_is_no_start():
    assert said("https://voorbeeld.be/?p=123", "https://voorbeeld.be/") == (
        LinkState.UNKNOWN,
        "komt uit op de startpagina",
    )


def test_short_address_has_nothing_in_common_with_another_page_of_its_site():
    for url in ("https://voorbeeld.be/x", "https://voorbeeld.be/p/81", "https://voorbeeld.be/?p=81"):
        state, why = said(url, "https://voorbeeld.be/nieuws/iets-anders", "Nieuws")
        assert (state, why) == (LinkState.UNKNOWN, "komt uit op een bladzijde die over iets anders kan gaan")
        assert said(url, "https://voorbeeld.be/nieuws", "Accolage", about=["Accolage"])[0] == LinkState.MOVED


def test_start_of_a_site_may_lead_to_its_start_in_one_language():
    assert said("https://voorbeeld.be", "https://www.voorbeeld.be/nl/", good=False) == (LinkState.WORKS, "")
    assert said("https://voorbeeld.be", "https://anders.be/nl/")[0] == LinkState.UNKNOWN


def test_tool_may_be_called_after_what_other_pages_say_by_mistake():
    assert said(PAGE, PAGE, "Niet gevonden: een spel", about=["Niet gevonden"]) == (LinkState.WORKS, "")
    assert said(PAGE, PAGE, "Pagina niet gevonden | Accolage", about=["Accolage"])[0] == LinkState.UNKNOWN


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (404, LinkState.DEAD),
        (410, LinkState.DEAD),
        (403, LinkState.UNKNOWN),
        (304, LinkState.UNKNOWN),
        (204, LinkState.UNKNOWN),
    ],
)
def test_answer_that_is_no_page_says_so_whatever_its_address(status, state):
    assert said(PAGE, "https://voorbeeld.be/", status=status)[0] == state


def test_titles_are_read_whatever_stands_in_them():
    page = "<TITLE lang=nl>Caf&eacute;\n <b>X</b></TITLE><h1 class='a'></h1><h1>Zorg &amp; buurt"
    assert titles_of(page) == ("café x",)


@pytest.mark.parametrize(
    "unseen", ["<!-- {} -->", "<svg>{}</svg>", "<NOSCRIPT>{}</noscript >", "<!-- {}", "<script>{}"]
)
def test_what_no_reader_sees_is_not_read(unseen):
    said = '<title>404</title><meta http-equiv="refresh" content="0;url=/nl">'
    page = f"<title>Gids</title>{unseen.format(said)}"
    assert (titles_of(page), refresh_in(page)) == (("gids",), None)


@pytest.mark.parametrize(
    ("tag", "target"),
    [
        ('<meta content="0;url=/nl" http-equiv="refresh">', "/nl"),
        ("<META NAME=x HTTP-EQUIV=Refresh CONTENT='0; URL=\"/nl\"'/>", "/nl"),
        ('<meta http-equiv="refresh" content="0; /nl?a=1&amp;b=2">', "/nl?a=1&b=2"),
        ('<meta http-equiv="refresh" content="1.5 ; url = https://anders.be/">', "https://anders.be/"),
        ('<meta http-equiv="refresh" content="300">', None),
        ('<meta http-equiv="refresh" content="300; url=/nl">', None),
        ('<meta http-equiv="refresh" content="0; url=javascript:alert(1)">', None),
        ('<meta name="refresh" content="0; url=/nl">', None),
    ],
)
def test_page_that_leads_on_by_itself_says_where(tag, target):
    assert refresh_in(f"<head>{tag}<title>x</title>") == target


@pytest.mark.parametrize(
    "piece",
    [
        "<!--",
        "<svg>",
        "<script ",
        "<meta a='",
        "<h1>",
        "<h1 ",
        "<meta http-equiv=refresh ",
        "<meta ",
        "<title></h1",
        " http-equiv=refresh ",
    ],
)
def test_page_that_is_made_to_keep_us_busy_does_not(piece):
    page = f"<meta {piece * (READ // len(piece))}"
    before = time.process_time()
    titles_of(page)
    refresh_in(page)
    assert time.process_time() - before < 1
