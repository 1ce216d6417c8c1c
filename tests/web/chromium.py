"""A real Chromium, driven over its DevTools protocol."""

from __future__ import annotations

import asyncio
import base64
import itertools
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""
FLAGS = (
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-port=0",
    "--window-size=1200,800", "--hide-scrollbars",
)  # fmt: skip
NUMBERS = {
    "Tab": 9, "Enter": 13, "Escape": 27, "End": 35, "Home": 36, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39,
    "ArrowDown": 40,
}  # fmt: skip
"""The codes of keys that type nothing."""
PATIENCE = 30.0
"""Seconds after which something is taken to have failed."""


class Page:
    """One page of the browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.requests: list[str] = []
        """Addresses the page asked for."""
        self.complaints: list[str] = []
        """What the page wrote to its console as an error."""
        self._reader = asyncio.create_task(self._read())

    async def call(self, method: str, **given: object) -> dict[str, Any]:
        """Call a method of the protocol and return its result."""
        number = next(self._numbers)
        self._waiting[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": given})
        answer = await asyncio.wait_for(self._waiting[number], PATIENCE)
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    async def open(self, address: str) -> None:
        """Go to an address."""
        for domain in ("Page", "Network", "Runtime", "Log"):
            await self.call(f"{domain}.enable")
        await self.call("Page.navigate", url=address)

    async def ask(self, expression: str) -> Any:  # noqa: ANN401 - whatever the page answers
        """Return what an expression is on the page."""
        found = await self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        return found["result"].get("value")

    async def until(self, expression: str) -> None:
        """Wait until an expression is true on the page."""
        for _try in range(int(PATIENCE / 0.1)):
            if await self.ask(expression):
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"never came true: {expression}")

    async def type(self, text: str) -> None:
        """Press the keys of a text, one after the other."""
        for character in text:
            await self.press(character)

    async def press(self, key: str, code: int = 0, modifiers: int = 0) -> None:
        """Press one key."""
        text = key if len(key) == 1 else {"Enter": "\r", "Escape": "\x1b"}.get(key, "")
        number = code or (ord(key.upper()) if len(key) == 1 else NUMBERS.get(key, 0))
        for kind in ("keyDown", "keyUp"):
            await self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, text=text if kind == "keyDown" else "",
                windowsVirtualKeyCode=number, modifiers=modifiers,
            )  # fmt: skip

    async def printed(self) -> bytes:
        """Return what the page prints, as PDF."""
        return base64.b64decode((await self.call("Page.printToPDF", preferCSSPageSize=True))["data"])

    async def picture(self) -> bytes:
        """Return what the page shows, as PNG."""
        return base64.b64decode((await self.call("Page.captureScreenshot", format="png"))["data"])

    async def close(self) -> None:
        """Stop listening."""
        self._reader.cancel()
        await self._socket.close()

    async def _read(self) -> None:
        async for message in self._socket:
            said = message.json()
            if "id" in said:
                self._waiting.pop(said["id"]).set_result(said)
            elif said["method"] == "Network.requestWillBeSent":
                self.requests.append(said["params"]["request"]["url"])
            elif said["method"] == "Network.webSocketCreated":
                self.requests.append(said["params"]["url"])
            elif said["method"] == "Log.entryAdded" and said["params"]["entry"]["level"] == "error":
                self.complaints.append(said["params"]["entry"]["text"])


@asynccontextmanager
async def browser() -> AsyncIterator[Page]:
    """Start a browser with an empty profile and give its page."""
    with tempfile.TemporaryDirectory(prefix="qcode-chromium-", ignore_cleanup_errors=True) as profile:
        root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
        process = await asyncio.create_subprocess_exec(
            PROGRAM, *FLAGS, *root, f"--user-data-dir={profile}", "about:blank",
            stderr=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            port = await _port(Path(profile) / "DevToolsActivePort")
            async with aiohttp.ClientSession() as session:
                async with session.get(f"http://127.0.0.1:{port}/json") as answer:
                    pages = [one for one in await answer.json() if one["type"] == "page"]
                socket = await session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0)
                page = Page(socket)
                try:
                    yield page
                finally:
                    await page.close()
        finally:
            process.kill()
            await process.wait()


async def _port(file: Path) -> int:
    for _try in range(int(PATIENCE / 0.1)):
        if file.is_file() and (said := file.read_text().split()):
            return int(said[0])
        await asyncio.sleep(0.1)
    raise AssertionError("the browser did not start")
