#!/bin/sh
# Finds a Redis or Valkey server for the tests, or installs one the ordinary way. Who may not
# install, hears what to ask for. Never fails: the tests say what they skip.
command -v redis-server >/dev/null 2>&1 && exit 0
command -v valkey-server >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Geen Redis gevonden; we installeren het."
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends redis-server >/dev/null && exit 0
fi
echo "Voor de tests met een gedeelde bewaarplaats is Redis nodig. Vraag: sudo apt-get install redis-server"
exit 0
