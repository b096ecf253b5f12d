"""An address that is old, or that a messenger or a hand spoiled, leads to the page that was meant."""

import re

import pytest
from django.core.exceptions import ValidationError

from tests import factories as make
from tests.desk import change, make_editor
from tests.page import find_main, links, visit
from toolbox.models import OldAddress
from toolbox.public.addresses import meant

# A page of every kind that the fixture of the toolbox has.
PAGES = [
    "/tools/accolage/", "/eigenaars/saamo/", "/doelgroepen/anderstaligen/", "/fiches/c/", "/cyclus/buurtanalyse/",
    "/wegwijzers/partners/", "/melden/tool/accolage/", "/melden/link/accolage/", "/melden/nieuw/", "/tools/",
    "/over/bron-en-errata/",
    "/selectie/vergelijk/", "/zoeken/", "/afdrukken/", "/api/v1/tools/",
]  # fmt: skip
SPOILED = [
    "{})", "{}).", "{},", "{}>", "{}%3E", "{}&gt;", "{}'", '{}"', "{}”", "{}%E2%80%9D", "{}’.", "{}]", "{}**", "{}%20",
    "{}%C2%A0", "{}%E2%80%8B", "{}%2520", "{}/", "{}…", "{};", "{}\\",
]  # fmt: skip


def follow(client, address):
    response = client.get(address)
    return response.status_code, response.headers.get("Location")


@pytest.mark.parametrize("page", PAGES)
def test_spoiled_address_leads_to_the_page_for_good(client, toolbox, page):
    for spoiled in [*SPOILED, "{}"]:
        for address in {spoiled.format(written) for written in (page, page.rstrip("/"), page.upper())} - {page}:
            led = follow(client, f"{address}?formaat=json&q=a%20b")
            assert led == (301, f"{page}?formaat=json&q=a%20b"), ascii(address)


@pytest.mark.parametrize("written", ["{}%3F{}", "{}%3f{}&a=1", "{}&{}", "{})%3F{}", "{}&amp;{}"])
def test_question_of_which_the_sign_was_spoiled_is_asked(client, toolbox, written):
    for page in ("/tools/accolage/", "/tools/Accolage", "/tools/"):
        status, address = follow(client, written.format(page, "formaat=json"))
        assert (status, address.removesuffix("&a=1")) == (301, f"{page.lower().rstrip('/')}/?formaat=json")


@pytest.mark.parametrize(
    "written",
    [
        "{}index.html", "{}index.php", "{}home.aspx", "{} (via mail)", "{}%20(via%20mail)", "{}, en",
        "{}%2C%20https://x.be",
        "{}’s", "{}%3C/a%3E", "{}](https://x.be)", "{}%23x", "{};jsessionid=1", "{}<br>", "/www.voorbeeld.be{}",
        "/https://voorbeeld.be{}", "/https:/voorbeeld.be{}", "/localhost:8000{}",
        "/“https://voorbeeld.be{}” (via mail)", "/tools/www.voorbeeld.be{}", "/tools/https://voorbeeld.be{}index.html",
    ],
)  # fmt: skip
def test_what_stands_around_an_address_is_left_out(client, toolbox, written):
    pages = [
        "/tools/accolage/", "/eigenaars/saamo/", "/doelgroepen/anderstaligen/", "/fiches/c/", "/cyclus/buurtanalyse/",
        "/vragen/we-bereiken-alleenstaande-ouderen-niet/", "/wegwijzers/partners/", "/over/bron-en-errata/",
    ]  # fmt: skip
    for page in pages:
        for address in (written.format(page), written.format(page).upper()):
            assert follow(client, f"{address}?utm_source=x") == (301, f"{page}?utm_source=x"), address
    bare = written.format("/tools/accolage")
    assert follow(client, bare.replace("accolageindex", "accolage/index").replace("accolagehome", "accolage/home")) == (
        301, "/tools/accolage/",
    )  # fmt: skip


@pytest.mark.parametrize("page", ["/tools/accolage.html", "/tools/index.php", "/index.html", "/selectie/ (via mail)"])
def test_name_of_a_file_is_left_out(client, toolbox, page):
    assert follow(client, page) == (301, re.sub(r"\.html$| .*|index.*", "/", page).replace("//", "/"))


def test_page_that_says_itself_that_it_is_not_there_leads_nowhere(client, db, settings):
    settings.EXPERIENCES = False
    make.ToolFactory(slug="accolage")
    for address in ("/melden/ervaring/accolage/", "/tools/?pagina=9"):
        assert follow(client, address) == (404, None)


@pytest.mark.parametrize(
    "path", ['/tools/"er is" niets/', "/tools/(bestaat niet)/", "/tools/x y z", "/voorbeeld.be/tools/"]
)
def test_name_that_nothing_has_is_no_reason_to_lead_to_the_list(client, db, path):
    assert follow(client, path) == (404, None)


def test_spoiled_address_of_the_first_page_leads_there(client, db):
    assert {follow(client, spoiled.format("/")) for spoiled in SPOILED} - {(301, "/")} <= {(200, None)}


@pytest.mark.parametrize("path", ["//tools//accolage", "/ tools /accolage/", "/tools/./accolage/"])
def test_empty_parts_of_an_address_are_skipped(db, path):
    make.ToolFactory(slug="accolage")
    assert meant(path) == "/tools/accolage/"


def test_name_as_it_is_written_leads_to_its_page(client, db):
    make.ToolFactory(name="Écoutez bien", slug="ecoutez-bien")
    assert follow(client, "/tools/Écoutez bien/") == (301, "/tools/ecoutez-bien/")


@pytest.mark.parametrize(
    "address", ["/tools/oud/", "/tools/oud", "/TOOLS/OUD/)", "/melden/tool/oud/", "/melden/tool/oud)."]
)
def test_old_address_leads_on_in_one_step_and_keeps_its_question(client, db, address):
    OldAddress.objects.keep(make.ToolFactory(slug="nieuw"), "oud")
    page = "/melden/tool/nieuw/" if "melden" in address else "/tools/nieuw/"
    assert follow(client, f"{address}?formaat=json&wat=naam") == (301, f"{page}?formaat=json&wat=naam")


@pytest.mark.parametrize(("factory", "folder"), [(make.WorryFactory, "vragen"), (make.CollectionFactory, "collecties")])
def test_address_that_an_editor_changes_leads_to_the_one_of_now(client, desk, factory, folder):
    entry = factory(status="gepubliceerd", slug="oud")
    change(desk, entry, slug="nieuw")
    assert follow(client, f"/{folder}/oud/?a=1") == (301, f"/{folder}/nieuw/?a=1")
    change(desk, entry, slug="oud")
    assert follow(client, f"/{folder}/nieuw/") == (301, f"/{folder}/oud/")
    type(entry).objects.update(status="concept")
    assert client.get(f"/{folder}/nieuw/").status_code == 404


@pytest.mark.parametrize("factory", [make.ToolFactory, make.OwnerFactory, make.CollectionFactory, make.WorryFactory])
def test_old_address_is_of_who_had_it(db, factory):
    entry = factory(slug="nieuw")
    OldAddress.objects.keep(entry, "oud")
    with pytest.raises(ValidationError, match="leidt naar"):
        factory.build(slug="OUD").full_clean()
    with pytest.raises(ValidationError, match="leidt naar"):
        other = factory()
        other.slug = "oud"
        other.full_clean()
    entry.slug = "oud"
    entry.full_clean()
    factory(slug="oud").full_clean()  # from before anybody looked after it
    (make.ToolFactory if factory is make.OwnerFactory else make.OwnerFactory).build(slug="oud").full_clean()


def test_old_address_of_an_owner_keeps_its_question(client, db):
    owner = make.OwnerFactory(slug="nieuw")
    make.ToolFactory(owners=[owner])
    OldAddress.objects.keep(owner, "oud")
    assert follow(client, "/eigenaars/oud/?a=1") == (301, "/eigenaars/nieuw/?a=1")


@pytest.mark.parametrize(
    "address",
    [
        "/tools/bestaat-niet",
        "/tools/bestaat-niet)",
        "/TOOLS/GEHEIM/",
        "/geen/pagina",
        "/tools/geheim)/",
        "/tools/" + "x" * 900,
    ],
)
def test_what_does_not_exist_leads_nowhere(client, db, address):
    make.ToolFactory(slug="geheim", status="concept")
    assert follow(client, address) == (404, None)


@pytest.mark.parametrize("path", ["//voorbeeld.be/", "//voorbeeld.be/tools/", "/\\voorbeeld.be", "/%2F/voorbeeld.be/"])
def test_nobody_is_led_to_another_site(db, path):
    assert meant(path) is None


def test_only_who_asks_for_a_page_is_led_on(client, db):
    tool = make.ToolFactory()
    assert client.head(f"/tools/{tool.slug}").status_code == 301
    assert client.post(f"/tools/{tool.slug}").status_code == 404


def test_desk_without_its_last_slash(client, db):
    client.force_login(make_editor("beheerder"))
    page = f"/admin/toolbox/tool/{make.ToolFactory().pk}/change"
    assert follow(client, "/admin/toolbox/tool") == (301, "/admin/toolbox/tool/")
    assert follow(client, page) == (301, f"{page}/")
    assert follow(client, "/admin/bestaat/niet") == (404, None)


@pytest.mark.parametrize(
    "address",
    [
        "/tools/acolage/",
        "/tools/accolaage",
        "/accolage/",
        "/doelgroepen/accolage/",
        "/TOOLS/Acolage)",
        "/tools/accolage/deel/",
        "/tools/accolage/www.voorbeeld.be",
    ],
)
def test_page_that_is_not_there_offers_the_nearest_tools(toolbox, address):
    offered = [where for where, _ in links(find_main(visit(address, 404)))]
    assert "/tools/accolage/" in offered[:5]


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("/fiches/visievormin/", "/fiches/a/"),
        ("/fiches/visie-in-de-buurt/", "/fiches/a/"),
        ("/cyclus/buurtanalise/", "/cyclus/buurtanalyse/"),
    ],
)
def test_below_a_part_of_the_site_its_own_pages_come_first(toolbox, address, first):
    assert next(where for where, _ in links(find_main(visit(address, 404)))) == first


@pytest.mark.parametrize("address", ["/wp-login.php", "/.env", "/xy/", "/static/weg.css"])
def test_page_that_nobody_means_offers_no_tools(toolbox, django_assert_num_queries, address):
    with django_assert_num_queries(0):
        assert not [
            where
            for where, _ in links(find_main(visit(address, 404)))
            if where.startswith("/tools/") and where != "/tools/"
        ]
