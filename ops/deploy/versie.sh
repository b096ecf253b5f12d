#!/bin/sh
# Bijwerken, en terug naar de versie van daarvoor: docs/beheer.md, deel 5. Als root, in de map van de code.
#
#     sh ops/deploy/versie.sh bijwerken
#     sh ops/deploy/versie.sh terug
#
# All of it is read before any of it runs (the last block): git changes this file halfway.
set -eu
umask 022 # the site reads the code and its packages, and is not root

UNITS=${UNITS:-/etc/systemd/system}
CADDYFILE=${CADDYFILE:-/etc/caddy/Caddyfile}
LEFT=${LEFT:-/var/lib/toolbox-vorige} # what belongs to the version that was left; root's own, since root copies it back
READY=${READY:-http://127.0.0.1:8000/readyz}
PATIENCE=${PATIENCE:-60} # seconds

fail() {
    echo "$*" >&2
    exit 1
}

# The units of a version of the code, as they are called in $UNITS.
names() {
    ls "$1" | grep -E '^toolbox.*\.(service|timer)$' || true
}

# What was written in $LEFT under a name.
left() {
    cat "$LEFT/$1"
}

wait_until_ready() {
    waited=0
    until curl --silent --fail --max-time 5 "$READY" >/dev/null; do
        [ "$waited" -lt "$PATIENCE" ] || fail "De site antwoordt niet op $READY. Kijk in: journalctl --unit toolbox"
        waited=$((waited + 1))
        sleep 1
    done
}

# A copy of the database, and of all outside the code that this may change.
remember() {
    copy=$(make --no-print-directory manage DO=backup | sed -n 's/^\(\/.*\): [0-9][0-9.,]* MB, .*/\1/p')
    [ -n "$copy" ] || fail "Er kwam geen reservekopie. Er is niets veranderd."
    rm -rf "$LEFT.bezig"
    install -d -m 700 "$LEFT.bezig" # a Caddyfile may hold secrets
    mkdir "$LEFT.bezig/units"
    git rev-parse HEAD >"$LEFT.bezig/versie"
    echo "$copy" >"$LEFT.bezig/kopie"
    for name in $(names "$UNITS"); do cp -p "$UNITS/$name" "$LEFT.bezig/units/"; done
    if [ -f "$CADDYFILE" ]; then cp -p "$CADDYFILE" "$LEFT.bezig/Caddyfile"; fi
    rm -rf "$LEFT"
    mv "$LEFT.bezig" "$LEFT"
    echo "Reservekopie van de versie van nu: $copy"
}

# The units of the new version; one that somebody changed by hand stays, and is named.
install_units() {
    for name in $(names ops/deploy); do
        if [ -f "$UNITS/$name" ] && ! git show "$old:ops/deploy/$name" 2>/dev/null | cmp -s - "$UNITS/$name"; then
            cmp -s "ops/deploy/$name" "$UNITS/$name" ||
                echo "Je eigen $UNITS/$name blijft staan; vergelijk het met ops/deploy/$name."
        else
            install -m 644 "ops/deploy/$name" "$UNITS/$name"
        fi
    done
    systemctl daemon-reload
    git diff --quiet "$old" HEAD -- ops/deploy/Caddyfile ||
        echo "Het voorbeeld voor de proxy veranderde: vergelijk ops/deploy/Caddyfile met $CADDYFILE."
}

# Whether an upgrade was broken off after its code came in: the copy is of before that, and stays the one to go back to.
unfinished() {
    [ -f "$LEFT/onaf" ] && [ "$(left versie)" != "$(git rev-parse HEAD)" ]
}

upgrade() {
    git fetch --quiet
    old=$(git rev-parse HEAD)
    new=$(git rev-parse '@{upstream}')
    unfinished || [ "$old" != "$new" ] || fail "Er is geen nieuwe versie."
    git merge-base --is-ancestor "$old" "$new" ||
        fail "De nieuwe versie bouwt niet verder op deze: hier staat iets wat daar niet is. Er is niets veranderd."
    [ -z "$(git status --porcelain --untracked-files=no)" ] ||
        fail "Iemand veranderde hier iets aan de code (git status). Er is niets veranderd."
    if unfinished; then old=$(left versie); else remember; fi
    touch "$LEFT/onaf"
    trap 'echo "Het bijwerken is niet af. Geef de opdracht opnieuw, of ga terug: sh ops/deploy/versie.sh terug" >&2' EXIT
    git merge --quiet --ff-only "$new"
    make --no-print-directory install-serve
    make --no-print-directory manage DO="prepare --zonder-databank"
    install_units
    systemctl restart toolbox
    wait_until_ready
    rm "$LEFT/onaf"
    trap - EXIT
    echo "Bijgewerkt: $(git log -1 --format='%h, %cs')."
}

go_back() {
    [ -f "$LEFT/versie" ] || fail "Er is geen vorige versie bewaard in $LEFT."
    [ -f "$(left kopie)" ] || fail "De kopie van die versie is weg: $(left kopie)"
    trap 'echo "Het teruggaan is niet af. Geef de opdracht opnieuw." >&2' EXIT
    systemctl stop toolbox
    git reset --quiet --keep "$(left versie)"
    make --no-print-directory install-serve
    make --no-print-directory manage DO="restore --ja $(left kopie)"
    for name in $(names "$UNITS"); do
        if [ ! -f "$LEFT/units/$name" ]; then
            systemctl disable --now "$name"
            rm "$UNITS/$name"
        fi
    done
    for name in $(names "$LEFT/units"); do cp -p "$LEFT/units/$name" "$UNITS/$name"; done
    systemctl daemon-reload
    if [ -f "$LEFT/Caddyfile" ] && ! cmp -s "$LEFT/Caddyfile" "$CADDYFILE"; then
        cp -p "$LEFT/Caddyfile" "$CADDYFILE"
        systemctl reload caddy
    fi
    systemctl start toolbox
    wait_until_ready
    trap - EXIT
    rm -rf "$LEFT.terug"
    mv "$LEFT" "$LEFT.terug"
    echo "Terug op $(git log -1 --format='%h, %cs'), met de kopie $(basename "$(cat "$LEFT.terug/kopie")")."
}

case ${1:-} in
bijwerken)
    upgrade
    exit
    ;;
terug)
    go_back
    exit
    ;;
*) fail "Zeg wat je wilt: bijwerken of terug." ;;
esac
