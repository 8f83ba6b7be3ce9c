#!/bin/sh
# The whole session of a dedicated machine under X: no window manager, no desktop, a screen that never sleeps.
# The kiosk is started again when it ends; records that wait are on disk and go on waiting.
xset s off -dpms s noblank
systemctl --user import-environment DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS
systemctl --user start --wait morprom-kiosk.service
