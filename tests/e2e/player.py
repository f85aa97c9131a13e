"""A browser window of the playground, in which a person is played."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

PICTURES = Path(__file__).parents[2] / "build" / "pictures"
SIZES = {"desktop": {"width": 1280, "height": 860}, "phone": {"width": 390, "height": 844}}


class Player:
    """A browser window in which a person is played."""

    def __init__(self, page, url: str, size: str, who: str = "ada") -> None:
        self.page = page
        self.url = url
        self.size = size
        self.who = who

    async def go(self, where: str = "general") -> None:
        await self.page.goto(f"{self.url}?as={self.who}&in={where}")
        await self.page.locator("body[data-version]").wait_for()

    async def write(self, text: str, label: str = "Message # general") -> None:
        field = self.page.get_by_label(label, exact=True)
        await field.fill(text)
        await field.press("Enter")

    async def ask(self, text: str):
        """Ask by the command and give the answer."""
        before = await self.page.locator(".message.private").count()
        await self.write(f"/footnote {text}")
        answer = self.page.locator(".message.private").nth(before)
        await answer.wait_for()
        return answer

    async def mention(self, text: str):
        """Ask in the channel and open the thread of the answer."""
        asked = self.page.locator("main .message:not(.private)", has_text=text)
        before = await asked.count()
        await self.write(f"@Footnote {text}")
        await asked.nth(before).locator("a.replies").click()
        return await self.in_thread(1)

    async def in_thread(self, number: int):
        answer = self.page.locator(".thread .message:has(.app)").nth(number - 1)
        await answer.wait_for()
        return answer

    async def modal(self, title: str):
        modal = self.page.get_by_role("dialog", name=title)
        await modal.wait_for()
        return modal

    async def gone(self, what) -> None:
        await what.wait_for(state="detached")

    async def picture(self, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        await self.page.screenshot(path=PICTURES / f"playground-{name}-{self.size}.png")

    async def latest(self, name: str):
        """What was sent with the latest request of this name."""
        exchange = self.page.locator(".exchange", has=self.page.locator("summary", has_text=name)).first
        await exchange.wait_for(state="attached")
        return json.loads(await exchange.locator("pre").first.text_content())


async def opened(chromium, url: str, size: str, who: str = "ada", **options) -> AsyncIterator[Player]:
    """A player; whatever the browser complains of, and whatever cannot be shown, is an error."""
    context = await chromium.new_context(viewport=SIZES[size], has_touch=size == "phone", **options)
    page = await context.new_page()
    page.set_default_timeout(8_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None)
    page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
    player = Player(page, url, size, who)
    await player.go()
    yield player
    if not page.is_closed():
        assert await page.locator(".fault:visible").count() == 0
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await context.close()
    assert complaints == []
