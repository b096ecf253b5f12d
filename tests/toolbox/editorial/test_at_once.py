"""Two editors who do something with one entry at the same moment: one is first, and the other reads what became."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection, transaction
from django.test import Client

from ops.torture.site import until
from tests import factories as make
from tests.desk import page_of, run_action
from tests.page import form_of
from toolbox.editorial.merging import merge_tools
from toolbox.editorial.writing import Gone
from toolbox.models import CatalogueVersion, Report, ReportedChange, Revision, Tool

GONE = "bestaat niet meer"
pytestmark = [pytest.mark.only_postgresql, pytest.mark.django_db(transaction=True)]


def editor(name):
    client = Client()
    client.force_login(make.EditorFactory(username=name))
    return client


def waiting():
    """How many wait for somebody else's lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0]


def done(act):
    """What came of it; each thread has a connection of its own."""
    try:
        return act()
    except Gone as error:
        return str(error)
    finally:
        connection.close()


def at_once(*acts):
    """What each of `acts` gives, when all of them began before one of them could go on."""
    with ThreadPoolExecutor(len(acts)) as pool:
        with transaction.atomic():
            CatalogueVersion.objects.lock()
            running = [pool.submit(done, act) for act in acts]
            until(lambda: waiting() == len(acts), 20)
        return [each.result(20) for each in running]


def pages(*acts):
    """The text of the page that each of `acts` of another editor leads to."""
    return [page.text for page in at_once(*(partial(act, editor(f"red-{n}")) for n, act in enumerate(acts)))]


def merge(keep, *chosen):
    return lambda desk: run_action(desk, "merge_two", *chosen, sure="yes", keep=keep.pk)


def choose(action, entry, **sent):
    return lambda desk: run_action(desk, action, entry, **sent)


delete = partial(choose, "delete_selected", post="yes")


def said(pages, *sentences):
    """On how many pages each of `sentences` stands."""
    return [sum(sentence in page for page in pages) for sentence in sentences]


@pytest.fixture
def two(transactional_db):
    return make.ToolFactory(name="Buurtkaart", status="concept"), make.ToolFactory(name="Wijkkaart", status="concept")


def test_merges_in_both_directions(two):
    one, other = two
    shown = pages(merge(one, *two), merge(other, *two))
    assert said(shown, "is nu deel van", GONE) == [1, 1]
    assert Tool.objects.count() == 1


def test_merges_in_both_directions_without_a_page(two, transactional_db):
    one, other = two
    user = make.EditorFactory()
    again = [Tool.objects.get(pk=tool.pk) for tool in two]
    results = at_once(partial(merge_tools, one, other, user), partial(merge_tools, *reversed(again), user))
    assert [result is None or GONE in result for result in results] == [True] * 2
    assert results.count(None) == 1
    assert Tool.objects.count() == 1


def test_the_same_merge_twice(two):
    shown = pages(merge(two[0], *two), merge(two[0], *two))
    assert said(shown, "is nu deel van", GONE) == [1, 1]
    assert Revision.objects.filter(action="samengevoegd").count() == 1


def test_delete_and_merge(two):
    shown = pages(delete(two[1]), merge(two[0], *two))
    assert said(shown, GONE) == [1]
    assert list(Tool.objects.all()) == [two[0]]


def test_delete_twice(two):
    assert said(pages(delete(two[0]), delete(two[0])), GONE, "met succes verwijderd") == [1, 1]
    assert Revision.objects.bin().count() == 1


def test_publish_twice(two):
    shown = pages(*[choose("publish", two[0])] * 2)
    assert said(shown, "1 tool gepubliceerd.", "0 tools gepubliceerd. 1 overgeslagen: al gepubliceerd.") == [1, 1]
    assert Revision.objects.of(two[0]).filter(action="bewaard").count() == 1


def test_publish_and_delete(two):
    pages(choose("publish", two[0]), delete(two[0]))
    assert list(Tool.objects.all()) == [two[1]]


def test_save_of_two_forms(two):
    url = page_of(two[0])
    opened = form_of(editor("lezer").get(url))
    names = [lambda desk, name=name: desk.post(url, opened | {"summary": name}, follow=True) for name in "ab"]
    assert said(pages(*names), "terwijl jij eraan werkte") == [1]


def test_save_of_what_is_merged_away(two):
    url = page_of(two[1])
    opened = form_of(editor("lezer").get(url))
    pages(lambda desk: desk.post(url, opened | {"summary": "Nieuw."}, follow=True), merge(two[0], *two))
    assert list(Tool.objects.all()) == [two[0]]


def test_back_from_the_bin_twice(two):
    run_action(editor("lezer"), "delete_selected", two[0], post="yes")
    shown = pages(*[choose("put_back", Revision.objects.bin().get())] * 2)
    assert said(shown, "1 item teruggezet.", "overgeslagen: die liggen niet in de prullenbak") == [1, 1]
    assert Revision.objects.filter(action="teruggezet").count() == 1


def test_undo_twice_and_undo_of_what_is_gone(two):
    with_history = editor("lezer")
    url = page_of(two[0])
    with_history.post(url, form_of(with_history.get(url)) | {"summary": "Anders."})
    first = Revision.objects.of(two[0]).last()
    undo = f"/admin/toolbox/tool/{two[0].pk}/terugzetten/{first.pk}/"
    shown = pages(*[lambda desk: desk.post(undo, follow=True)] * 2)
    assert said(shown, "is weer zoals op") == [2]
    assert Revision.objects.of(two[0]).filter(action="teruggezet").count() == 1


@pytest.mark.parametrize("kind", ["nieuw", "verbetering"])
def test_accept_one_report_twice(two, kind):
    report = make.ReportFactory(kind=kind, tool=two[0] if kind == "verbetering" else None)
    change = make.ReportedChangeFactory(report=report, field="naam", proposed="Kaart van de buurt")
    url = f"/admin/toolbox/report/{report.pk}/change/"
    accepted = form_of(editor("lezer").get(url)) | {"changes-0-decision": "overgenomen", "_continue": "1"}
    shown = pages(*[lambda desk: desk.post(url, accepted, follow=True)] * 2)
    assert said(shown, "Een andere redacteur besliste intussen over deze melding") == [1]
    assert Tool.objects.filter(name="Kaart van de buurt").count() == 1
    assert Revision.objects.filter(action="melding").count() == 1
    assert ReportedChange.objects.get(pk=change.pk).decision == "overgenomen"
    assert Report.objects.get().status == "verwerkt"
