#!/bin/sh
# Finds a PostgreSQL server for the tests, or installs one the ordinary way. Never fails: the tests say what they skip.
for server in /usr/lib/postgresql/*/bin/postgres; do
    [ -x "$server" ] && exit 0
done
command -v postgres >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Geen PostgreSQL gevonden; we installeren het."
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null
fi
exit 0
