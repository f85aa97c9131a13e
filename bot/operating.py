"""`footnote doctor` and `footnote manifest`: what somebody needs who puts the bot into a workspace."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import click

from bot import manifest as manifests


@click.command()
@click.option("--base", type=click.Path(path_type=Path), envvar="FOOTNOTE_BASE", help="Folder of another fact base.")
def doctor(base: Path | None) -> None:
    """Look at tokens, scopes, base, store and public URL, and say what to do for each failure."""
    import asyncio  # noqa: PLC0415

    from bot.doctor import examine  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415

    settings = Settings()
    findings = asyncio.run(examine(settings, base or settings.footnote_base))
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        click.echo(f"{'ok  ' if finding.ok else 'FAIL'}  {finding.name:{width}}  {finding.detail}")
        if finding.remedy:
            click.echo(f"      {'':{width}}  → {finding.remedy}")
    sys.exit(0 if all(finding.ok for finding in findings) else 1)


def _command_name(_: click.Context, __: click.Parameter, value: str) -> str:
    name = value if value.startswith("/") else f"/{value}"
    if not re.fullmatch(r"/[a-z0-9_-]{1,31}", name):
        raise click.BadParameter("Slack takes up to 32 lower-case letters, digits, - and _.")
    return name


def _https(_: click.Context, __: click.Parameter, value: str) -> str:
    if value and not re.fullmatch(r"https://[^\s/]+(/\S*)?", value):
        raise click.BadParameter("Slack sends requests to https:// addresses only.")
    return value


@click.command()
@click.option("--command", default="/footnote", show_default=True, callback=_command_name, help="The slash command.")
@click.option("--url", default="", callback=_https, help="Where Slack reaches the bot over HTTP; without, Socket Mode.")
@click.option("--out", default="manifest.json", show_default=True, metavar="FILE|-", help="Where to write it.")
def manifest(command: str, url: str, out: str) -> None:
    """Write the Slack app's manifest with your own command name and URL."""
    with click.open_file(out, "w", encoding="utf-8") as file:
        file.write(json.dumps(manifests.build(command, url), indent=2, ensure_ascii=False) + "\n")
    if out != "-":
        click.echo(f"{out}: paste it at https://api.slack.com/apps, Create New App, From a manifest.", err=True)
