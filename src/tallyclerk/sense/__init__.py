"""Sensors: what ships' own positions and satellite images can say of the claims of a dossier.

`observe(dossier, paths, settings)` reads files of AIS; `enter(dossier, sensed)` puts what it found into the dossier;
`differing` tells whether findings come out again. `scenes(dossier, items, settings)` writes searches for satellite
images, and says which items could show what is claimed. None of them touches the network.
"""

from tallyclerk.sense.enter import enter
from tallyclerk.sense.observe import Seen, differing, observe
from tallyclerk.sense.scenes import Scenes, Shown, scenes

__all__ = ["Scenes", "Seen", "Shown", "differing", "enter", "observe", "scenes"]
