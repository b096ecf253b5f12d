"""The toolbox on a device without a connection."""

from playwright.sync_api import expect

from toolbox.models import Tool


def keep(tab):
    """Put the toolbox on the device."""
    tab.goto("/zonder-verbinding/")
    tab.get_by_role("button", name="Bewaar de toolbox op dit toestel").click()
    expect(tab.locator("[data-melding]")).to_contain_text("De toolbox staat op dit toestel")


def titles(tab):
    """The titles of the shown list."""
    return tab.locator("[data-inhoud] .tool-card h2").all_inner_texts()


def find(tab, text):
    """Search in the copy; gives what is found, best first."""
    tab.get_by_role("searchbox", name="Zoek in de kopie op je toestel").fill(text)
    tab.locator("[data-zoek] button").click()
    expect(tab.locator("[data-aantal]")).to_contain_text(f"over “{text}”" if text else "bij:")
    return titles(tab)


def test_first_visit_loads_nothing_of_it(tab):
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto("/")
    tab.goto("/zonder-verbinding/")
    tab.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith(("toolbox.json", "sw.js"))]
    assert tab.evaluate("navigator.serviceWorker.getRegistrations().then((found) => found.length)") == 0
    assert tab.evaluate("caches.keys()") == []


def test_toolbox_is_read_and_searched_without_a_connection(tab):
    keep(tab)
    tab.context.set_offline(True)
    tab.goto("/tools/stek/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("STEK")
    expect(tab.locator("[data-inhoud]")).to_contain_text("Van: SAAMO")
    expect(tab.locator("[data-inhoud] + [data-zoek]")).to_be_visible()  # what one came for stands above the search box
    tab.goto("/fiches/c/")
    expect(tab.locator("[data-inhoud] h2").first).to_be_visible()
    tab.goto("/zoeken/?q=rouw")
    expect(tab.locator("[data-aantal]")).to_contain_text("over “rouw”")
    expect(tab.locator("[data-zoek] + [data-aantal]")).to_be_visible()
    tab.locator("[data-inhoud] a").first.click()
    expect(tab.locator("[data-inhoud] article.reading")).to_be_visible()


def test_words_are_found_as_they_are_online(tab):
    online = {}
    for text in ("rouw", "vrijwilligers", "eenzame ouderen"):
        tab.goto(f"/tools/?q={text}")
        online[text] = tab.locator(".tool-card h3").all_inner_texts()[:3]
    keep(tab)
    tab.context.set_offline(True)
    tab.goto("/tools/")
    for text, best in online.items():
        assert set(best) & set(find(tab, text)[:8]), text
    assert find(tab, "vrijwilliger") == find(tab, "vrijwilligers")
    assert find(tab, "vrijwiligers")  # a typing error
    assert find(tab, "ruimteschip") == []
    expect(tab.locator("[data-aantal]")).to_contain_text("Niets gevonden over “ruimteschip”")


def test_own_selection_is_there_without_a_connection_and_what_is_not_in_the_copy_says_so(tab):
    keep(tab)
    tab.goto("/tools/stek/")
    tab.get_by_role("button", name="Zet in mijn selectie").click()
    tab.context.set_offline(True)
    tab.goto("/selectie/")
    expect(tab.locator("[data-inhoud] h2")).to_have_text(["STEK"])
    tab.goto("/melden/nieuw/")
    expect(tab.locator("[data-aantal]")).to_contain_text("staat niet in de kopie")


def test_copy_is_renewed_when_the_catalogue_changes(tab):
    keep(tab)
    Tool.objects.filter(slug="stek").update(name="STEK hernieuwd")
    tab.goto("/over/")
    kept = "caches.match('/zonder-verbinding/toolbox.json').then((kept) => kept.text())"
    for _ in range(100):
        if "STEK hernieuwd" in tab.evaluate(kept):
            break
        tab.wait_for_timeout(100)
    tab.context.set_offline(True)
    tab.goto("/tools/stek/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("STEK hernieuwd")


def test_copy_is_taken_off_again(tab):
    keep(tab)
    tab.get_by_role("button", name="Haal ze van dit toestel").click()
    expect(tab.locator("[data-melding]")).to_have_text("De toolbox staat niet meer op dit toestel.")
    assert tab.evaluate("caches.keys()") == []


def test_full_storage_is_said_and_changes_nothing(tab):
    tab.goto("/zonder-verbinding/")
    tab.evaluate("() => { navigator.serviceWorker.register = () => Promise.reject(new Error('vol')); }")
    tab.get_by_role("button", name="Bewaar de toolbox op dit toestel").click()
    expect(tab.locator("[data-melding]")).to_contain_text("Het bewaren lukte niet")


def test_home_has_its_houses_and_its_sentences_without_a_connection(tab):
    keep(tab)
    tab.context.set_offline(True)
    tab.goto("/")
    expect(tab.locator(".street li")).to_have_count(14)
    tab.get_by_role("link", name="Onze teksten zijn te moeilijk").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Onze teksten zijn te moeilijk")
    expect(tab.locator("[data-inhoud]")).to_contain_text("Begin hiermee")
    tab.go_back()
    tab.locator("#q").fill("rouw")
    tab.locator("#q").press("Enter")
    expect(tab.locator("[data-aantal]")).to_contain_text("over “rouw”")


def test_fiche_has_all_its_tools_linked_without_a_connection(tab):
    tab.goto("/fiches/c/")
    tools = set(tab.locator(".placement :is(h3, h4) a").all_text_contents())
    keep(tab)
    tab.context.set_offline(True)
    tab.goto("/fiches/c/")
    links = tab.locator("[data-inhoud] ul.plain a")
    expect(links.first).to_be_visible()
    assert set(links.all_inner_texts()) == tools
    name = links.first.inner_text()
    links.first.click()
    expect(tab.get_by_role("heading", level=1)).to_have_text(name)
    expect(tab.locator("[data-inhoud] h2").first).to_have_text("Fiche C. Het bereiken van buurtbewoners")


def test_filters_leave_what_they_do_on_the_site(tab):
    online = {}
    for query in ("fiche=c", "doelgroep=ouderen", "fiche=c&doelgroep=ouderen"):
        tab.goto(f"/afdrukken/?{query}")
        online[query] = sorted(tab.locator(".paper-tools h3").all_inner_texts())
    keep(tab)
    tab.context.set_offline(True)
    for query, names in online.items():
        tab.goto(f"/tools/?{query}")
        expect(tab.locator("[data-aantal]")).to_contain_text("bij:")
        assert sorted(titles(tab)) == names
    tab.get_by_label("Thema").select_option("")
    assert sorted(find(tab, "")) == online["doelgroep=ouderen"]
    assert set(find(tab, "rouw")) < set(online["doelgroep=ouderen"])
    assert find(tab, "ruimteschip") == []
    expect(tab.locator("[data-aantal]")).to_have_text(
        "Niets gevonden over “ruimteschip” bij: Ouderen. Probeer een ander woord of een andere keuze."
    )


def test_plan_is_always_there_without_a_connection(tab):
    keep(tab)
    tab.goto("/buurtplan/?stap1=stek.fiche-c&t=buurtbudget")
    tab.locator("#stap1").get_by_label("Wanneer?").fill("12 maart 2027")
    tab.context.set_offline(True)
    tab.goto("/buurtplan/")
    tab.wait_for_url("**/buurtplan/?stap1=stek.fiche-c&t=buurtbudget")
    when = tab.locator("#stap1").get_by_label("Wanneer?")
    expect(when).to_have_value("12 maart 2027")
    expect(tab.locator("#stap1 .plan-entries a")).to_have_text(["STEK", "C. Het bereiken van buurtbewoners"])
    expect(tab.locator("[data-vers=zonder-stap] a")).to_have_text(["Buurtbudget"])
    when.fill("13 maart 2027")
    tab.locator("#stap2").get_by_label("Zoek een tool").fill("rouw")
    tab.locator("#stap2").get_by_label("Zoek een tool").press("Enter")
    expect(tab.locator("#stap2")).to_contain_text("Dat lukte niet. Er is niets veranderd.")
    tab.context.set_offline(False)
    tab.goto("/buurtplan/")
    tab.wait_for_url("**/buurtplan/?stap1=stek.fiche-c&t=buurtbudget")
    expect(tab.locator("#stap1").get_by_label("Wanneer?")).to_have_value("13 maart 2027")
    expect(tab.locator("#stap1 .plan-entries a").first).to_have_text("STEK")
