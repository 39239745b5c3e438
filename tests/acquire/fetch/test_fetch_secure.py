"""Over TLS: whose certificate is believed."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from fetch_server import Server, answer, serving

from tallyclerk.acquire.fetch import Network, fetch
from tallyclerk.config import FetchSettings
from tallyclerk.errors import SettingsError
from tallyclerk.model import Raw, Unread

pytest_plugins = ("fetch_fixtures",)

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="needs openssl to make a certificate")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and self-signed certificate of `port.example`, in one file."""
    path = tmp_path_factory.mktemp("tls") / "port.pem"
    key = path.with_suffix(".key")
    command = [OPENSSL or "", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-keyout", str(key), "-out", str(path), "-days", "2", "-subj", "/CN=port.example"]
    subprocess.run([*command, "-addext", "subjectAltName=DNS:port.example"], check=True, capture_output=True)  # noqa: S603
    path.write_bytes(path.read_bytes() + key.read_bytes())
    return path


@pytest.fixture
def secure(certificate: Path) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(context) as server:
        server.answers["/page"] = answer()
        yield server


def got(server: Server, host: str, settings: FetchSettings) -> Raw | Unread:
    network = Network(look_up=lambda name, port: ["127.0.0.1"])
    (result,) = fetch([server.url(host=host)], settings, network=network)
    return result


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: Server, quick: FetchSettings) -> None:
    result = got(secure, "port.example", quick)
    assert isinstance(result, Unread)
    assert "certificate is not to be trusted: self-signed certificate" in result.reason
    assert "`certificates`" in result.reason
    assert secure.connections == 1  # asking again would not help
    assert secure.asked == []


def test_it_is_taken_where_the_user_vouches_for_it(secure: Server, quick: FetchSettings, certificate: Path) -> None:
    result = got(secure, "port.example", msgspec.structs.replace(quick, certificates=str(certificate)))
    assert isinstance(result, Raw)
    assert result.url == secure.url(host="port.example")


def test_it_must_be_for_the_host_that_was_asked(secure: Server, quick: FetchSettings, certificate: Path) -> None:
    result = got(secure, "harbour.example", msgspec.structs.replace(quick, certificates=str(certificate)))
    assert isinstance(result, Unread)
    assert "harbour.example" in result.reason


def test_a_server_without_tls_is_named_as_such(server: Server, quick: FetchSettings) -> None:
    (result,) = fetch([server.url().replace("http:", "https:")], quick)
    assert isinstance(result, Unread)
    assert "no secure connection" in result.reason


def test_a_file_that_holds_no_certificates_is_a_wrong_setting(
    secure: Server, quick: FetchSettings, tmp_path: Path
) -> None:
    path = tmp_path / "none.pem"
    path.write_text("nothing")
    with pytest.raises(SettingsError, match=r"none\.pem: no PEM file of certificates"):
        got(secure, "port.example", msgspec.structs.replace(quick, certificates=str(path)))
