#!/bin/sh
# Finds a Chromium for the browser tests and what drives it, or installs them the ordinary way; who may not install, hears
# what to ask for. Never fails: the tests say what they skip.
may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }
drives() { "$1" -m playwright --version >/dev/null 2>&1; }

if ! drives "$1"; then # the driver is a program of its own that needs this library, which Debian 13 does not bring
    may_install && apt-get update -qq && apt-get install -y -qq --no-install-recommends libatomic1 >/dev/null
    drives "$1" || echo "Voor de browsertests is libatomic1 nodig. Vraag: sudo apt-get install libatomic1"
fi
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
"$1" -c 'import pathlib, sys; from playwright.sync_api import sync_playwright as start
with start() as p: sys.exit(not pathlib.Path(p.chromium.executable_path).exists())' 2>/dev/null && exit 0
echo "Geen Chromium gevonden; we installeren er een."
if may_install; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null && exit 0
fi
"$1" -m playwright install chromium >/dev/null 2>&1 && exit 0
echo "Voor de browsertests is Chromium nodig. Vraag: sudo apt-get install chromium fonts-dejavu-core"
exit 0
