"""The page: one HTML file that asks nothing of the network and works without JavaScript."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from tallyclerk.model import Dossier
from tallyclerk.publish import words
from tallyclerk.publish.maps.outlines import NATURAL_EARTH
from tallyclerk.publish.view import page_view


def to_html(dossier: Dossier) -> str:
    """The dossier as a page; the same dossier gives the same characters."""
    style, script = _asset("dossier.css"), _asset("dossier.js")
    return _template().render(
        page=page_view(dossier, NATURAL_EARTH),
        style=Markup(style),  # noqa: S704 - a file of this package
        script=Markup(script),  # noqa: S704 - a file of this package
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def _hash(content: str) -> str:
    """What a Content-Security-Policy names an inline element by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tallyclerk.publish"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_showable,
    )
    environment.filters["in_line"] = words.in_line
    return environment


def _template() -> Template:
    return _environment().get_template("dossier.html.j2")


def _asset(name: str) -> str:
    source, _, _ = PackageLoader("tallyclerk.publish").get_source(_environment(), name)
    return source


def _showable(value: Any) -> Any:
    """Every text that a template writes, without the characters that no page can hold."""
    return words.showable(value) if isinstance(value, str) and not isinstance(value, Markup) else value
