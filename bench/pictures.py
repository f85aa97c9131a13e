"""`python -m bench.pictures`: the pictures of the README, made by a browser in the playground."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from tests.e2e.conftest import CHROMIUM

PICTURES = Path(__file__).parents[1] / "tests" / "e2e" / "pictures"
QUESTION = "how many leads did the police follow up?"
FIRST = "what is kering?"
LARGEST = 200_000  # bytes


def main() -> None:
    """Take both pictures."""
    PICTURES.mkdir(exist_ok=True)
    asyncio.run(take())
    for picture in sorted(PICTURES.glob("*.png")):
        size = picture.stat().st_size
        print(f"{picture.name} {size:,} bytes")
        if size > LARGEST:
            sys.exit(f"{picture.name} is too large for a README")


async def take() -> None:
    """Ask in the playground and take its picture, then that of the answer alone."""
    async with playground() as url, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        page = await opened(browser, url, 1280, 760, 1)
        await ask(page, f"/footnote {FIRST}")
        await page.locator(".message.private blockquote").first.wait_for()
        await ask(page, f"@Footnote {QUESTION}")
        await page.locator("a.replies").click()
        await page.locator(".thread blockquote").first.wait_for()
        await page.get_by_label("Reply", exact=True).fill("@Footnote who says so?")
        await page.screenshot(path=PICTURES / "playground.png")
        page = await opened(browser, url, 1130, 900, 1.5)
        await page.locator(".traffic > summary").click()
        await ask(page, f"/footnote {QUESTION}")
        answer = page.locator(".message.private").nth(1)
        await answer.locator("blockquote").first.wait_for()
        await answer.screenshot(path=PICTURES / "answer.png")
        await browser.close()


async def opened(browser: Browser, url: str, width: int, height: int, scale: float) -> Page:
    """A page of the channel, in a window of this size."""
    size = {"width": width, "height": height}
    page = await browser.new_page(viewport=size, device_scale_factor=scale)
    await page.goto(url)
    return page


async def ask(page: Page, text: str) -> None:
    """Write in the channel."""
    field = page.get_by_label("Message # general")
    await field.fill(text)
    await field.press("Enter")


@contextlib.asynccontextmanager
async def playground() -> AsyncIterator[str]:
    """`footnote run` without any setting, and the playground's address."""
    settings = {k: v for k, v in os.environ.items() if not k.startswith(("SLACK_", "FOOTNOTE_"))}
    settings |= {"FOOTNOTE_PORT": "0", "PYTHONPATH": str(Path(__file__).parents[1])}
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=settings, cwd=folder, stderr=asyncio.subprocess.PIPE
        )
        assert process.stderr
        said = ""
        while not (found := re.search(r"open (http://\S+)", said)):
            line = await process.stderr.readline()
            assert line, said
            said += line.decode()
        yield found[1]
        process.terminate()
        await process.communicate()


if __name__ == "__main__":
    main()
