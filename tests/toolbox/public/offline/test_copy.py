"""The file that a device keeps."""

import gzip
import re

from buurtanalyse.models import Step
from fiches.models import Fiche, Figure
from tests.catalogue import complete_tool
from toolbox.models import Placement, Tool, Worry

COPY = "/zonder-verbinding/toolbox.json"
LARGEST = 400_000  # bytes, compressed, with the page and its files


def copy_of(client):
    """The file as data."""
    return client.get(COPY).json()


def test_copy_holds_every_public_page_with_its_text(toolbox, client):
    pages = {page["u"]: page for page in copy_of(client)["bladzijden"]}
    public = [item for model in (Tool, Fiche, Step, Figure, Worry) for item in model.objects.published()]
    assert pages.keys() == {item.get_absolute_url() for item in public}
    tool = Tool.objects.get(slug="stek")
    assert [text for _, text in pages["/tools/stek/"]["d"]] == [one.description for one in tool.placements.all()]
    passages = Fiche.objects.get(slug="c").passages.all()
    assert [heading for heading, _ in pages["/fiches/c/"]["d"]] == [one.title or one.speaker for one in passages]


def test_fiches_and_steps_hold_all_their_tools(toolbox, client):
    pages = copy_of(client)["bladzijden"]
    listed = {
        (page["u"], pages[number]["u"]) for page in pages if page["s"] in ("Thema", "Stap")
        for _, found in page.get("k", []) for number, _ in found
    }  # fmt: skip
    placed = Placement.objects.for_list().exclude(whole_cycle=True)
    assert listed == {((one.fiche or one.step).get_absolute_url(), one.tool.get_absolute_url()) for one in placed}


def test_worries_hold_their_tools_with_the_reason(toolbox, client):
    pages = copy_of(client)["bladzijden"]
    for worry in Worry.objects.published().for_detail():
        (page,) = [one for one in pages if one["u"] == worry.get_absolute_url()]
        found = dict(page.get("k", [])).get("Begin hiermee", [])
        reasons = [(pages[number]["u"], reason) for number, reason in found]
        assert reasons == [(row.tool.get_absolute_url(), row.reason) for row in worry.tools.all()]


def test_names_keep_their_capitals(toolbox, client):
    pages = copy_of(client)["bladzijden"]
    names = {str(item) for model in (Fiche, Step) for item in model.objects.published()}
    headings = {heading for page in pages if page["s"] == "Tool" for heading, _ in page["d"]}
    titles = {name.partition(". ")[2] for name in names}
    assert all(any(title in heading for title in titles) for heading in headings if heading[:5] in ("Fiche", "Stap "))
    assert len(headings) > 10


def test_copy_and_its_pages_are_small(toolbox, client):
    addresses = (COPY, "/zonder-verbinding/", "/", "/buurtplan/")
    size = sum(len(gzip.compress(client.get(address).content, 6)) for address in addresses)
    assert size < LARGEST - 30_000  # the style and the scripts have budgets of their own


def test_copy_finds_with_the_weights_of_the_site(toolbox, client):
    copy = copy_of(client)
    pairs = copy["sleutels"][copy["woorden"]["rouw"]]
    found = {copy["bladzijden"][place]["u"] for place in pairs[::2]}
    on_site = client.get("/tools/?q=rouw&exact=1").context_data["filter"].results.answer.ids
    tools = {tool.get_absolute_url() for tool in Tool.objects.filter(pk__in=on_site)}
    assert {address for address in found if address.startswith("/tools/")} <= tools
    assert len(found) > 3
    assert copy["woorden"]["vrijwilliger"] == copy["woorden"]["vrijwilligers"]


def test_worker_is_a_script_for_the_whole_site(db, client):
    response = client.get("/sw.js")
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert '"/zonder-verbinding/toolbox.json"' in response.content.decode()


def test_copy_says_whether_it_changed(db, client):
    complete_tool(1)
    known = {"If-None-Match": client.get(COPY).headers["ETag"]}
    assert client.get(COPY, headers=known).status_code == 304
    Tool.objects.update(name="Anders")
    after = client.get(COPY, headers=known)
    assert (after.status_code, after.headers["ETag"] == known["If-None-Match"]) == (200, False)


def test_no_other_page_asks_for_the_worker(toolbox, client):
    for address in ("/", "/tools/", "/tools/stek/", "/fiches/c/", "/selectie/"):
        assert not re.search(r"zonder-verbinding\.js|sw\.js", client.get(address).text), address
