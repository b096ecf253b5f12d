#!/bin/sh
# Finds a Chromium for the browser tests, or installs one the ordinary way. Never fails: the tests say what they skip.
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
"$1" -c 'import pathlib, sys; from playwright.sync_api import sync_playwright as start
with start() as p: sys.exit(not pathlib.Path(p.chromium.executable_path).exists())' 2>/dev/null && exit 0
echo "Geen Chromium gevonden; we installeren er een."
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null && exit 0
fi
"$1" -m playwright install chromium && exit 0
echo "Chromium kon niet geïnstalleerd worden: de browsertests worden overgeslagen."
exit 0
