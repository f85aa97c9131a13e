"""`footnote`: ask, chat, verify, check, evaluate and run from the terminal."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple, NoReturn

import click

from bot import outgoing
from bot.operating import doctor, manifest
from knowledge.gate import NOTHING_PROVED
from knowledge.problems import UnprovedBase
from knowledge.replies import Context, Reply, as_json

if TYPE_CHECKING:
    from knowledge import FactBase

BASE = click.option(
    "--base",
    type=click.Path(path_type=Path),
    envvar="FOOTNOTE_BASE",
    help="Folder of another fact base, with seeds/ and topics/.",
)


class BadLine(NamedTuple):
    """A batch line that cannot be read."""

    number: int
    why: str


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="footnote-bot", prog_name="footnote")
def main() -> None:
    """Answers questions from a curated fact base, with the passage that proves each answer."""
    # The modules stay to the end: going through them for garbage, even then, would take longer than an answer.
    gc.freeze()
    gc.enable()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


@main.command()
@click.argument("question", nargs=-1)
@click.option("--json", "plain", is_flag=True, help="Print the reply as one JSON object.")
@click.option("--batch", metavar="FILE|-", help='Answer a file of lines {"id": …, "q": …}, one reply a line.')
@BASE
def ask(question: tuple[str, ...], plain: bool, batch: str | None, base: Path | None) -> None:
    """Answer one QUESTION, or a batch of them."""
    if bool(question) == bool(batch):
        raise click.UsageError("Give a question, or --batch with a file, and not both.")
    facts = load(base, once=not batch)
    if batch:
        threads: dict[str, Context | None] = {}
        sys.exit(_batch(batch, lambda line: _answered(facts, line, threads)))
    reply = facts.ask(" ".join(question))
    if plain:
        click.echo(_released(facts, reply))
    else:
        show(facts, reply)


@main.command()
@click.argument("claim", nargs=-1)
@click.option("--json", "plain", is_flag=True, help="Print the verdict as one JSON object.")
@click.option("--batch", metavar="FILE|-", help='Check a file of lines {"id": …, "q": a claim}, one verdict a line.')
@BASE
def verify(claim: tuple[str, ...], plain: bool, batch: str | None, base: Path | None) -> None:
    """Check a CLAIM, or a batch: supported, contradicted, different (said of something else) or uncovered."""
    if bool(claim) == bool(batch):
        raise click.UsageError("Give a claim, or --batch with a file, and not both.")
    facts = load(base, once=not batch)
    if batch:
        sys.exit(_batch(batch, lambda line: _verdict(facts, line["q"], id=line.get("id"))))
    elif plain:
        click.echo(_verdict(facts, " ".join(claim)))
    else:
        show(facts, facts.verify(" ".join(claim)).reply)


@main.command()
@BASE
def chat(base: Path | None) -> None:
    """Ask in a conversation; Ctrl-D ends it."""
    from bot import terminal  # noqa: PLC0415

    terminal.chat(load(base))


@main.command()
@click.option("--json", "plain", is_flag=True, help="Print the problems as JSON, one a line.")
@BASE
def check(plain: bool, base: Path | None) -> None:
    """Prove a fact base and lint it; exit status 1 where something is wrong."""
    from knowledge.linting import check as find_problems  # noqa: PLC0415

    report = find_problems(base)
    for problem in report.problems:
        click.echo(_json(problem._asdict()) if plain else str(problem))
    if not plain:
        click.echo(report.summary, err=bool(report.problems))
    sys.exit(1 if report.problems else 0)


@main.command()
@click.argument("questions", nargs=-1, type=click.Path(path_type=Path))
@click.option("--rough", is_flag=True, help="Ask the same questions mistyped, in capitals, without punctuation, …")
@click.option("--mutations", is_flag=True, help="Ask what the base answers with one slot changed: a year, a name, …")
@click.option("--leave-one-out", "left_out", is_flag=True, help="Ask utterances of a base made without them.")
@click.option("--whole", is_flag=True, help="With --mutations or --leave-one-out: all instead of the fixed sample.")
@click.option("--json", "plain", is_flag=True, help="Print the totals as one JSON object.")
@click.option("--show", default="", metavar="VERDICTS", help="List questions with these verdicts: wrong,missed,…")
@BASE
def evaluate(
    *,
    questions: tuple[Path, ...],
    rough: bool,
    mutations: bool,
    left_out: bool,
    whole: bool,
    plain: bool,
    show: str,
    base: Path | None,
) -> None:
    """Score the base on files of questions with gold passages, or on questions made from the base itself."""
    from bot import evaluating  # noqa: PLC0415
    from knowledge import evaluation  # noqa: PLC0415

    if bool(questions) + mutations + left_out != 1 or (rough and not questions):
        raise click.UsageError("Give files of questions, with or without --rough, or --mutations, or --leave-one-out.")
    facts = load(base)
    if mutations:
        sys.exit(evaluating.mutations(facts, base, whole=whole, plain=plain))
    if left_out:
        evaluating.left_out(facts, base, whole=whole, plain=plain)
        return
    try:
        asked = [item for path in questions for item in evaluation.questions(path)]
    except evaluation.BadQuestions as error:
        fail(str(error))
    if rough:
        evaluating.rough(facts, asked, plain=plain)
    else:
        evaluating.score(facts, asked, set(filter(None, show.split(","))), plain=plain)


@main.command()
@click.option(
    "--watch/--no-watch", default=None, help="Take over changes to the base's files while it runs; by default, yes."
)
@BASE
def run(watch: bool | None, base: Path | None) -> None:
    """Serve Slack: Socket Mode with an app token, HTTP with a signing secret, else the local playground."""
    from bot import serving  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415

    given = {"footnote_base": base, "footnote_watch": watch}
    settings = Settings().model_copy(update={name: value for name, value in given.items() if value is not None})
    facts = load(settings.footnote_base)
    try:
        serving.run(settings, facts)
    except serving.StartError as error:
        fail(str(error))


main.add_command(doctor)
main.add_command(manifest)


def load(base: Path | None, *, once: bool = False) -> FactBase:
    """The proved base, for one question or many, or an end of the process with every problem on stderr."""
    from knowledge import FactBase  # noqa: PLC0415

    try:
        return FactBase.load(base, compiling=_say_compiling, once=once)
    except UnprovedBase as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        fail(f"The fact base is not proved ({len(error.problems)} problems), so nothing is answered from it.")


def _say_compiling() -> None:
    if sys.stderr.isatty():
        click.echo("Proving and compiling the fact base, once for every version of it …", err=True)


def fail(message: str) -> NoReturn:
    """End the process with one sentence on stderr and exit status 1."""
    click.echo(message, err=True)
    sys.exit(1)


def show(base: FactBase, reply: Reply) -> None:
    """Print a reply: plainly into a pipe or with NO_COLOR, with the value in bold on a terminal."""
    if sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        from bot import terminal  # noqa: PLC0415

        terminal.print_reply(base, reply)
    else:
        try:
            click.echo(outgoing.released(base.gate, reply, lambda given, _: given.text, lambda text: [text]))
        except outgoing.WithheldError:
            fail(NOTHING_PROVED)


def _released(base: FactBase, reply: Reply, plain: Callable[[Reply], dict[str, Any]] = as_json, **more: Any) -> str:
    """A reply as a line of JSON, after `more`."""
    try:
        return outgoing.released(
            base.gate, reply, lambda given, _: _json(more | plain(given)), lambda line: outgoing.in_json(line, more)
        )
    except outgoing.WithheldError:
        fail(NOTHING_PROVED)


def _verdict(base: FactBase, claim: str, **more: Any) -> str:
    """The verdict on a claim as a line of JSON, after `more`."""
    from knowledge.verifying import as_plain  # noqa: PLC0415

    verification = base.verify(claim)
    return _released(base, verification.reply, lambda given: as_plain(verification.verdict, given), **more)


def _batch(path: str, reply_to: Callable[[dict[str, Any]], str]) -> int:
    """Answer each line of a file; the exit status. A line that cannot be read is named, the others are answered."""
    faults = 0
    try:
        with _opened(path) as file:
            for line in _batch_lines(file):
                if isinstance(line, BadLine):
                    click.echo(f"{path}:{line.number}: {line.why}", err=True)
                    faults += 1
                else:
                    click.echo(reply_to(line))
    except OSError as error:
        fail(f"{path}: {error.strerror}. Give a file that can be read, or - for standard input.")
    return 1 if faults else 0


def _opened(path: str) -> IO[bytes]:
    return sys.stdin.buffer if path == "-" else Path(path).open("rb")


def _batch_lines(file: IO[bytes]) -> Iterator[dict[str, Any] | BadLine]:
    for number, raw in enumerate(file, start=1):
        if not raw.strip():
            continue
        try:
            line = json.loads(raw.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            yield BadLine(number, f'This is not JSON ({error}). Write {{"id": …, "q": …}}.')
            continue
        if isinstance(line, dict) and isinstance(line.get("q"), str):
            yield line
        else:
            yield BadLine(number, 'There is no question in it. Write {"id": …, "q": "…"}.')


def _answered(facts: FactBase, line: dict[str, Any], threads: dict[str, Context | None]) -> str:
    """The reply to one line; the lines of a thread are one conversation."""
    thread = str(line.get("thread") or "")
    reply = facts.ask(line["q"], threads.get(thread) if thread else None)
    threads[thread] = reply.context
    return _released(facts, reply, id=line.get("id"))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    main()
