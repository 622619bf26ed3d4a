"""Chromium driven over a pipe by its DevTools protocol (https://chromedevtools.github.io/devtools-protocol/): a page is
opened, run, looked at, and all that it asks of the network or says on the console is kept. Needs nothing but Chromium.
"""

from __future__ import annotations

import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DEADLINE = 30.0
"""Seconds to wait for an answer."""
_OPTIONS = """--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
--disable-component-update --disable-sync --disable-default-apps --disable-extensions --disable-dev-shm-usage
--hide-scrollbars --force-color-profile=srgb --remote-debugging-pipe""".split()


def find() -> str | None:
    """The browser's program; None where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Page:
    """A page in a tab of its own."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser = browser
        self._session = session
        self.console: list[str] = []
        self.requests: list[str] = []
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """A command to the tab; its result."""
        return self._browser.send(method, parameters, self._session)

    def show(self, width: int, height: int = 900, *, dark: bool = False, media: str = "") -> None:
        """The size of the window in CSS pixels, the theme, and the sort of medium ("print")."""
        phone = width < 600
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)
        theme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.send("Emulation.setEmulatedMedia", media=media, features=[theme, still])

    def open(self, file: Path, fragment: str = "", *, script: bool = True) -> None:
        """Open a file, with or without JavaScript, and wait until it is loaded."""
        self.send("Emulation.setScriptExecutionDisabled", value=not script)
        self._browser.loaded.discard(self._session)
        self.send("Page.navigate", url=file.resolve().as_uri() + fragment)
        self._browser.wait(lambda: self._session in self._browser.loaded, "the page to load")

    def run(self, expression: str) -> Any:
        """What a JavaScript expression gives, promises awaited.

        Raises:
            AssertionError: it throws.
        """
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """A key pressed and let go, "Tab" or "ArrowRight"."""
        codes = {"Tab": 9, "Enter": 13, "ArrowRight": 39, "ArrowLeft": 37}
        for kind in ("rawKeyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=codes[key])

    def screenshot(self, file: Path, top: int = 0, height: int | None = None) -> None:
        """A picture of the window, or of so many pixels of the page from `top` on."""
        more: dict[str, Any] = {}
        if height is not None:
            size = self.send("Page.getLayoutMetrics")["cssContentSize"]
            clip = {"x": 0, "y": top, "width": size["width"], "height": min(height, size["height"] - top), "scale": 1}
            more = {"clip": clip, "captureBeyondViewport": True}
        file.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png", **more)["data"]))

    def heard(self, method: str, parameters: dict[str, Any]) -> None:
        """Keep what matters of an event of the tab."""
        if method == "Network.requestWillBeSent":
            self.requests.append(parameters["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.console.append(json.dumps(parameters["exceptionDetails"]))
        elif method == "Log.entryAdded":
            self.console.append(parameters["entry"]["text"])
        elif method == "Runtime.consoleAPICalled":
            self.console.append(f"{parameters['type']}: {json.dumps(parameters['args'])}")


class Browser:
    """A running Chromium; messages are JSON, each ended by a zero byte."""

    def __init__(self, writing: int, reading: int) -> None:
        self._writing = writing
        self._reading = reading
        self._buffer = b""
        self._sent = 0
        self._answers: dict[int, dict[str, Any]] = {}
        self._pages: dict[str, Page] = {}
        self.loaded: set[str] = set()

    def page(self) -> Page:
        """A new tab."""
        target = self.send("Target.createTarget", {"url": "about:blank"})["targetId"]
        session = self.send("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        page = Page(self, session)
        self._pages[session] = page
        return page

    def send(self, method: str, parameters: dict[str, Any], session: str | None = None) -> dict[str, Any]:
        """A command; its result.

        Raises:
            AssertionError: Chromium refuses it, or gives no answer in time.
        """
        self._sent += 1
        number = self._sent
        message = {"id": number, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
        os.write(self._writing, json.dumps(message).encode() + b"\0")
        self.wait(lambda: number in self._answers, method)
        answer = self._answers.pop(number)
        assert "error" not in answer, (method, answer["error"])
        result: dict[str, Any] = answer["result"]
        return result

    def wait(self, done: Any, what: str) -> None:
        """Read messages until something is so."""
        end = time.monotonic() + DEADLINE
        while not done():
            left = end - time.monotonic()
            ready = select.select([self._reading], [], [], max(left, 0))[0]
            assert ready, f"Chromium gave no answer in {DEADLINE:.0f} seconds: {what}"
            got = os.read(self._reading, 1 << 20)
            assert got, f"Chromium ended: {what}"
            *messages, self._buffer = (self._buffer + got).split(b"\0")
            for message in messages:
                self._take(json.loads(message))

    def _take(self, message: dict[str, Any]) -> None:
        if "id" in message:
            self._answers[message["id"]] = message
            return
        session = message.get("sessionId", "")
        if message["method"] == "Page.loadEventFired":
            self.loaded.add(session)
        if session in self._pages:
            self._pages[session].heard(message["method"], message["params"])


@contextlib.contextmanager
def running(program: str) -> Iterator[Browser]:
    """Chromium with a profile of its own, ended afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        ours, theirs = os.pipe(), os.pipe()
        far = tuple(fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (ours[0], theirs[1]))  # beyond the 3 and 4 it wants
        line = f'exec "$0" "$@" 3<&{far[0]} 4>&{far[1]}'
        process = subprocess.Popen(
            ["bash", "-c", line, program, *_OPTIONS, f"--user-data-dir={profile}", "about:blank"],
            pass_fds=far,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": profile},
        )
        for end in (ours[0], theirs[1], *far):
            os.close(end)
        try:
            browser = Browser(ours[1], theirs[0])
            yield browser
            with contextlib.suppress(AssertionError, OSError):
                browser.send("Browser.close", {})
        finally:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
            process.kill()
            process.wait()
            os.close(ours[1])
            os.close(theirs[0])
