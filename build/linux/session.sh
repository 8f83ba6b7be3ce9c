#!/bin/sh
# The whole session of a dedicated machine under X: no window manager, no desktop, a screen that never sleeps.
# The kiosk is started again when it ends, and the session goes on while the machine's updater stops it for a newer one;
# records that wait are on disk and go on waiting.
xset s off -dpms s noblank
systemctl --user import-environment DISPLAY XAUTHORITY
systemctl --user start morprom-kiosk.service

# The display goes when the session ends: a kiosk without one would only be started again and again.
over() {
  systemctl --user stop morprom-kiosk.service
  exit 0
}
trap over HUP INT TERM
while :; do
  sleep 86400 &
  wait $!
done
