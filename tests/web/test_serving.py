from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from qcode.domain.selection import Selection
from qcode.store import codings
from qcode.store.project import Project
from qcode.web.server import Address, ScreenServer, command_line
from tests.web import chromium

Run = Callable[..., object]


@asynccontextmanager
async def served(project: Path, tmp_path: Path) -> AsyncIterator[str]:
    """Run ``qcode serve`` as a user does, and give the address it prints."""
    settings = tmp_path / "home" / "settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('name = "Ani"\nlanguage = "en"\n', encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "qcode", "-p", str(project), "--coder", "Ani", "serve", "--port", "0",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env=dict(os.environ),
    )  # fmt: skip
    assert process.stdout
    try:
        line = await asyncio.wait_for(process.stdout.readline(), 30)
        yield line.decode().strip()
    finally:
        process.terminate()
        await process.wait()


async def got(session: aiohttp.ClientSession, address: str, **headers: str) -> tuple[int, str]:
    """Return status and text of an address, asking again while the server starts."""
    for _try in range(100):
        try:
            async with session.get(address, headers=headers, allow_redirects=False) as answer:
                return answer.status, await answer.text()
        except aiohttp.ClientConnectorError:
            await asyncio.sleep(0.1)
    raise AssertionError(f"nothing listens at {address}")


async def test_nobody_gets_in_without_the_token_or_from_another_site(study: Path, tmp_path: Path) -> None:
    async with served(study, tmp_path) as address:
        base, _slash, query = address.partition("/?")
        assert base.startswith("http://127.0.0.1:")
        assert len(query) > len("token=") + 30
        async with aiohttp.ClientSession() as session:
            for place in ("/", "/ws", "/static/js/textual.js", "/qcode.css", "/?token=wrong", "/download/x"):
                status, said = await got(session, base + place)
                assert status == 403
                assert "qcode serve" in said
            status, _said = await got(session, address, Host="evil.example")
            assert status == 403
            status, _said = await got(session, address)
            assert status == 302
            cookie = f"qcode={query.removeprefix('token=')}"
        async with aiohttp.ClientSession(headers={"Cookie": cookie}) as session:
            status, page = await got(session, base + "/")
            assert status == 200
            assert "https://" not in page
            assert "http://" not in page
            assert (await got(session, base + "/static/js/textual.js"))[0] == 200
            assert (await got(session, base + "/static/../server.py"))[0] in (403, 404)
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await session.ws_connect(base.replace("http", "ws") + "/ws", origin="http://evil.example")


def test_an_address_says_whether_others_can_reach_it() -> None:
    assert not Address("127.0.0.1", 1).is_open_to_others
    assert not Address("localhost", 1).is_open_to_others
    assert not Address("::1", 1).is_open_to_others
    assert Address("0.0.0.0", 1).is_open_to_others
    assert Address("192.168.1.7", 1).is_open_to_others
    assert ScreenServer(Path("a b.qcode"), Address("::1", 9), token="t").url == "http://[::1]:9/?token=t"


@pytest.mark.skipif(sys.platform == "win32", reason="quoting is another there")
def test_a_file_with_blanks_and_quotes_in_its_name_reaches_the_screens_whole(tmp_path: Path) -> None:
    said = command_line(tmp_path / "a 'b' $c.qcode", "Ani; x")
    assert "'\"'\"'b'\"'\"' $c.qcode'" in said
    assert said.endswith("'Ani; x' open")


async def test_a_port_that_is_taken_is_told(study: Path, tmp_path: Path) -> None:
    async with served(study, tmp_path) as address:
        port = address.partition("/?")[0].rpartition(":")[2]
        async with aiohttp.ClientSession() as session:
            await got(session, address)
        second = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "qcode", "-p", str(study), "serve", "--port", port,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        said, complained = await asyncio.wait_for(second.communicate(), 30)
        assert (second.returncode, said) == (1, b"")
        assert b"cannot be listened on" in complained


@pytest.mark.skipif(not chromium.PROGRAM, reason="needs a Chromium")
async def test_a_passage_is_coded_by_keys_in_a_real_browser(study: Path, tmp_path: Path) -> None:
    async with served(study, tmp_path) as address, chromium.browser() as page:
        async with aiohttp.ClientSession() as session:
            await got(session, address.partition("?")[0])
        await page.open(address)
        await page.until("document.body.classList.contains('-first-byte')")
        await page.until("document.activeElement && document.activeElement.tagName === 'TEXTAREA'")
        await asyncio.sleep(0.5)  # The screens have drawn their first picture; nothing on the page says when.
        await page.type("s")
        await page.type("1")
        for _try in range(100):
            with Project.open(study) as project:
                coded = codings.select(project, Selection())
            if coded:
                break
            await asyncio.sleep(0.1)
        assert [(one.coder, one.source) for one in coded] == [("Ani", "W1")]
        assert len(await page.picture()) > 10_000
        own = address.partition("/?")[0]
        outside = [one for one in page.requests if not one.startswith((own, own.replace("http", "ws"), "data:"))]
        assert outside == ["about:blank"][: len(outside)]
        assert page.complaints == []
