"""A hook of MkDocs: puts what the docs link to outside of docs/ into the site, and README first.

Pages link as the repository lies (`../benchmarks/floors.toml`, and `docs/start.md` in README), so that every link works
where the files are read as they are. In the site, docs/ is the root and the rest of the repository lies beside it.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
FIRST = "README.md"
BESIDE = (
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "benchmarks/README.md",
    "benchmarks/floors.toml",
    "examples/README.md",
)
LINK = re.compile(r"(?<=\]\()([^)#:]+)(?=(?:#[^)]*)?\))")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The files of docs/, with README and the files beside it."""
    for path in (FIRST, *BESIDE):
        files.append(File.generated(config, in_site(path), abs_src_path=str(ROOT / path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page with its links as they are in the site."""
    here = in_repository(page.file.src_uri)

    def moved(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(here), link[0]))
        if not (ROOT / target).is_file():
            return link[0]  # no file, or none that is there, which MkDocs tells
        return posixpath.relpath(in_site(target), posixpath.dirname(page.file.src_uri) or ".")

    return LINK.sub(moved, markdown)


def in_site(path: str) -> str:
    """Where a file of the repository lies in the site."""
    return "index.md" if path == FIRST else path.removeprefix("docs/")


def in_repository(uri: str) -> str:
    """Where a file of the site lies in the repository."""
    if uri == in_site(FIRST):
        return FIRST
    return uri if uri in BESIDE else f"docs/{uri}"
