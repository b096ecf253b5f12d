"""One browser, one page and one server for all tests that look at the site the way a visitor does."""

import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
NARROW = {"width": 320, "height": 640}
PATIENCE = 30_000  # ms, for a slow machine: who finds what he waits for, waits no longer
expect.set_options(timeout=PATIENCE)


def find_chromium(playwright):
    """The browser of the system, or the one that Playwright installed; None when there is neither.

    First the one without windows: for a new visitor it costs a third of the time.
    """
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if path := shutil.which(name):
            return path
    own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def driver_starts():
    """Whether the program between Playwright and the browser runs here."""
    return subprocess.run([sys.executable, "-m", "playwright", "--version"], capture_output=True).returncode == 0


def cannot_try(why):
    """Leave the browser tests out on a machine that cannot run them; for CI that is a failure."""
    leave = pytest.fail if os.environ.get("CI") else pytest.skip
    leave(why)


@pytest.fixture(scope="session")
def browser():
    """Chromium, started once."""
    if not driver_starts():
        cannot_try("De browsertests zijn overgeslagen: Playwright start hier niet. Vraag: apt-get install libatomic1")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the thread of the tests
    with sync_playwright() as playwright:
        path = find_chromium(playwright)
        if path is None:
            cannot_try("Geen Chromium gevonden: de browsertests zijn overgeslagen. Installeer er een en test opnieuw.")
        # Letters as wide as in a browser with windows; a page of elsewhere may frame the site, that stands here.
        args = ["--no-sandbox", "--font-render-hinting=none", "--disable-features=LocalNetworkAccessChecks"]
        chromium = playwright.chromium.launch(executable_path=path, args=args)
        yield chromium
        chromium.close()


def one_at_a_time(get_response):
    """A middleware: the threads of the server share one connection to the database, of which savepoints must nest."""
    turn = threading.Lock()

    def answer(request):
        with turn:
            return get_response(request)

    return answer


@pytest.fixture(scope="session")
def site():
    """The site on a port of its own, with the database of the tests."""
    with override_settings(MIDDLEWARE=[f"{__name__}.{one_at_a_time.__name__}", *settings.MIDDLEWARE]):
        server = LiveServer("127.0.0.1")
    yield server
    # The browser is gone by now, but a thread that answered it may still be closing its share of the database.
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=5)
    server.stop()


@pytest.fixture(scope="session")
def shared_page(browser, site):
    """The one tab of all tests with JavaScript."""
    context = browser.new_context(base_url=site.url, viewport=WIDE, locale="nl-BE")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


@pytest.fixture
def page(toolbox, shared_page):
    """The shared tab as a visitor with a wide screen in daylight finds it."""
    shared_page.emulate_media(media="screen", color_scheme="light")
    shared_page.set_viewport_size(WIDE)
    yield shared_page
    shared_page.goto("about:blank")  # nothing is on its way when the database goes back to its old state


@contextmanager
def visitor(browser, site, **options):
    """A browser of somebody who was never here, as long as no script breaks in it."""
    context = browser.new_context(base_url=site.url, locale="nl-BE", **options)
    context.set_default_timeout(PATIENCE)
    broken = []
    context.on("weberror", lambda mistake: broken.append(str(mistake.error)))
    yield context
    context.close()
    assert broken == []


@pytest.fixture
def tab(browser, site, toolbox):
    """A tab of a visitor who was never here."""
    with visitor(browser, site) as context:
        yield context.new_page()


@pytest.fixture
def page_without_script(toolbox, browser, site):
    """A tab in which JavaScript is off."""
    with visitor(browser, site, viewport=PHONE, java_script_enabled=False) as context:
        yield context.new_page()
