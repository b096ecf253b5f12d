#!/bin/sh
# Finds a PostgreSQL server for the tests, or installs one the ordinary way. Who may not
# install, hears what to ask for. Never fails: the tests say what they skip.
for server in "${SERVERS:-/usr/lib/postgresql}"/*/bin/postgres; do
    [ -x "$server" ] && exit 0
done
command -v postgres >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Geen PostgreSQL gevonden; we installeren het."
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null && exit 0
fi
echo "Voor de tests op PostgreSQL is PostgreSQL nodig. Vraag: sudo apt-get install postgresql"
exit 0
