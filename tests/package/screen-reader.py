"""What a screen reader sees of the kiosk: one JSON line, an object for each thing that is shown, with its place on the screen."""
import json

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

seen = []


def walk(thing, depth):
    if thing is None or depth > 60:
        return
    states = thing.get_state_set()
    name = thing.get_name() or ""
    if name and states.contains(Atspi.StateType.SHOWING):
        place = thing.get_extents(Atspi.CoordType.SCREEN)
        seen.append(
            {
                "role": thing.get_role_name(),
                "name": name,
                "x": place.x + place.width // 2,
                "y": place.y + place.height // 2,
                "enabled": states.contains(Atspi.StateType.ENABLED),
            }
        )
    for index in range(thing.get_child_count()):
        walk(thing.get_child_at_index(index), depth + 1)


desktop = Atspi.get_desktop(0)
for index in range(desktop.get_child_count()):
    walk(desktop.get_child_at_index(index), 0)
print(json.dumps(seen, ensure_ascii=True))
