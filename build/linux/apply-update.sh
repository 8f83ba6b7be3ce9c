#!/bin/sh
# Installs the update that a kiosk has laid ready, as root and at night (morprom-kiosk-update.timer). What does not start
# is taken back. The kiosk's user can write everything in its home: it is copied first, then checked, then used.
#
#   /etc/morprom-kiosk/update-key.pem        the centre's key, brought by IT
#   /var/lib/morprom-kiosk/current.deb       the package that is installed: the way back
#   /etc/default/morprom-kiosk               what is set first here, where it differs
set -eu

KIOSK_USER=kiosk
START_LIMIT_S=180
# So long after the last step of a visit nobody is at the kiosk.
QUIET_MINUTES=30
[ -f /etc/default/morprom-kiosk ] && . /etc/default/morprom-kiosk
: "${KIOSK_IS_UP:=systemctl --user -M $KIOSK_USER@ is-active --quiet morprom-kiosk.service}"
: "${KIOSK_STOP:=systemctl --user -M $KIOSK_USER@ stop morprom-kiosk.service}"
: "${KIOSK_START:=systemctl --user -M $KIOSK_USER@ daemon-reload; systemctl --user -M $KIOSK_USER@ start morprom-kiosk.service}"

store=/var/lib/morprom-kiosk
home=$(getent passwd "$KIOSK_USER" | cut -d: -f6)
data="$home/.config/Mor Prom Kiosk"

as_kiosk() { su -s /bin/sh "$KIOSK_USER" -c "cd '$data' && $1"; }
refuse() { echo "no update: $1" >&2; exit 1; }

as_kiosk 'test -f update/ready/kiosk.deb' || exit 0

# Without a session no version could show that it starts; right after the machine's own start it is still to come.
waited=0
until sh -c "$KIOSK_IS_UP"; do
  [ "$waited" -lt "$START_LIMIT_S" ] || refuse 'no kiosk is running'
  sleep 1
  waited=$((waited + 1))
done
[ -z "$(as_kiosk "find update -name visited -mmin -$QUIET_MINUTES")" ] || refuse 'there are visits: the next time'

install -d -m 700 "$store"
as_kiosk 'cat update/ready/kiosk.deb' > "$store/next.deb"
as_kiosk 'cat update/ready/kiosk.deb.sig' > "$store/next.sig"

openssl dgst -sha256 -verify /etc/morprom-kiosk/update-key.pem -signature "$store/next.sig" "$store/next.deb" >/dev/null \
  || refuse 'its signature is not of the centre'
[ "$(dpkg-deb -f "$store/next.deb" Package)" = morprom-kiosk ] || refuse 'another program'
installed=$(dpkg-query -W -f '${Version}' morprom-kiosk)
next=$(dpkg-deb -f "$store/next.deb" Version)
dpkg --compare-versions "$next" gt "$installed" || refuse "$next is not newer than $installed"
[ -f "$store/current.deb" ] && [ "$(dpkg-deb -f "$store/current.deb" Version)" = "$installed" ] \
  || refuse "current.deb is not $installed: there would be no way back"

started() { as_kiosk 'cat update/started 2>/dev/null' || true; }
starts() {
  as_kiosk 'rm -f update/started'
  sh -c "$KIOSK_START"
  waited=0
  while [ "$(started)" != "$1" ]; do
    [ "$waited" -lt "$START_LIMIT_S" ] || return 1
    sleep 1
    waited=$((waited + 1))
  done
  runs=yes
}

# Whatever goes wrong from here on, the machine has a kiosk again.
runs=no
trap '[ "$runs" = yes ] || sh -c "$KIOSK_START"' EXIT
sh -c "$KIOSK_STOP" || true
if dpkg -i "$store/next.deb" && starts "$next"; then
  mv "$store/next.deb" "$store/current.deb"
  as_kiosk 'rm -rf update/ready'
  echo "updated from $installed to $next"
  exit 0
fi

echo "$next does not start: back to $installed" >&2
sh -c "$KIOSK_STOP" || true
dpkg -i "$store/current.deb"
# The database as it was before the newer program took it forward.
as_kiosk 'cd vault && if [ -f kiosk.db.before-migration ]; then rm -f kiosk.db-wal && mv kiosk.db.before-migration kiosk.db; fi'
as_kiosk "rm -rf update/ready && echo '$next' > update/failed"
starts "$installed" || { echo "$installed does not start either" >&2; exit 2; }
exit 1
