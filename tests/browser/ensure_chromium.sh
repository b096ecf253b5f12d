#!/bin/sh
# Finds a Chromium for the browser tests and what drives it, or installs them the ordinary way; who may not install, hears
# what to ask for. Never fails: the tests say what they skip.
may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }
apt_get() { apt-get install -y -qq --no-install-recommends "$@" fonts-dejavu-core >/dev/null 2>&1; }
# Without windows it costs the tests a third of the time for each new visitor.
install_shell() { may_install && apt_get chromium-headless-shell; }
drives() { "$1" -m playwright --version >/dev/null 2>&1; }

if ! drives "$1"; then # the driver is a program of its own that needs this library, which Debian 13 does not bring
    may_install && apt-get update -qq && apt-get install -y -qq --no-install-recommends libatomic1 >/dev/null
    drives "$1" || echo "Voor de browsertests is libatomic1 nodig. Vraag: sudo apt-get install libatomic1"
fi
command -v chromium-headless-shell >/dev/null 2>&1 && exit 0
install_shell && exit 0 # who has another gets it too, where that is easy
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
"$1" -c 'import pathlib, sys; from playwright.sync_api import sync_playwright as start
with start() as p: sys.exit(not pathlib.Path(p.chromium.executable_path).exists())' 2>/dev/null && exit 0
echo "Geen Chromium gevonden; we installeren er een."
if may_install && apt-get update -qq; then
    install_shell || apt_get chromium && exit 0
fi
"$1" -m playwright install chromium >/dev/null 2>&1 && exit 0
echo "Voor de browsertests is Chromium nodig. Vraag: sudo apt-get install chromium-headless-shell fonts-dejavu-core"
exit 0
