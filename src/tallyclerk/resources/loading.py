"""Reading a resource file into typed entries."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec
import yaml

from tallyclerk.errors import ResourceError

T = TypeVar("T")


@cache
def load_yaml(name: str, schema: type[T]) -> T:
    """The resource `name` (`frames.yaml`) as `schema`, which may be any type that msgspec converts to.

    Raises:
        ResourceError: naming the file and the entry that does not fit.
    """
    try:
        content = yaml.load(_text(name), Loader=_Loader)  # noqa: S506 (a safe loader)
    except yaml.YAMLError as error:
        raise ResourceError(f"resources/{name}: not YAML: {error}") from error
    return _convert(name, content, schema)


@cache
def load_csv(name: str, row: type[T]) -> tuple[T, ...]:
    """The resource `name` (`places.csv`) as rows of `row`; lines that begin with `#` are comments.

    Raises:
        ResourceError: naming the file and the row that does not fit.
    """
    lines = [line for line in _text(name).splitlines() if line.strip() and not line.startswith("#")]
    rows = [{k: v for k, v in entry.items() if v not in ("", None)} for entry in csv.DictReader(lines)]
    return tuple(_convert(f"{name} row {n}", entry, row) for n, entry in enumerate(rows, start=1))


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A safe loader whose only booleans are true and false: `on`, `off` and `NO` are words, as in YAML 1.2."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def _text(name: str) -> str:
    try:
        return files("tallyclerk.resources").joinpath(name).read_text(encoding="utf-8")
    except OSError as error:
        raise ResourceError(f"resources/{name}: cannot be read: {error}") from error


def _convert(where: str, content: Any, schema: type[T]) -> T:
    try:
        return msgspec.convert(content, schema, strict=False)
    except msgspec.ValidationError as error:
        raise ResourceError(f"resources/{where}: {error}") from error
