"""A real browser for the tests of the page, which skip where there is none. `conftest.py` hands these fixtures out."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Page, Request

NAMES = ("chromium", "chromium-browser", "google-chrome")
Open = Callable[..., "Page"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium; nothing is downloaded."""
    from playwright.sync_api import sync_playwright

    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no chromium is installed (on Debian: apt install chromium)")
    arguments = ["--disable-background-networking"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses to start as root with one
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=arguments)
        yield started
        started.close()


class Watched:
    """What a page asked for or complained of while it was open."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []

    def listen(self, page: Page) -> None:
        """Note the requests, errors and dialogs of a page."""
        page.on("request", self._asked)
        page.on("pageerror", self._broke)
        page.on("console", self._told)
        page.on("dialog", self._spoke)

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def _broke(self, error: Error) -> None:
        self.complaints.append(str(error))

    def _told(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def _spoke(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@pytest.fixture
def watched() -> Watched:
    """What the pages of one test asked for or complained of."""
    return Watched()


@pytest.fixture
def open_page(browser: Browser, watched: Watched) -> Iterator[Open]:
    """Opens a file in a window of its own: `open_page(path, width=1280, height=800, **context)`."""
    contexts = []

    def opened(file: Path, width: int = 1280, height: int = 800, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        watched.listen(page)
        page.goto(file.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
