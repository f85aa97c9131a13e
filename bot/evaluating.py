"""`footnote evaluate`: what a base answers rightly and wrongly, on questions of people's and on such made from it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from bot import terminal
from knowledge import FactBase, evaluation
from knowledge.compiling import compiled, core_wordings, wordings
from knowledge.deciding import CERTAIN, OFFER
from knowledge.evaluation import Asked, Score
from knowledge.folders import folders
from knowledge.leaving_out import FOLDS, SAMPLE, Missed, confusions, curve, leave_out
from knowledge.loading import read
from knowledge.mutating import KINDS, Mutator, Tally, origins
from knowledge.roughening import FORMS

VERDICTS = ("right", "partial", "offered", "missed", "refused", "hedged", "wrong")
FAULTS = 5
"""Faults of a kind that are shown."""


def score(base: FactBase, asked: Sequence[Asked], shown: set[str], *, plain: bool) -> None:
    """Print the score of questions with gold passages, and the questions with the verdicts asked for."""
    with terminal.progress(asked, "Asking") as items:
        found = evaluation.score(items, evaluation.conversations(base.ask), base.texts)
    if plain:
        _print_json(found.summary)
        return
    console = Console(highlight=False)
    for item in asked:
        if found.verdicts[item.id] in shown:
            console.print(f"{found.verdicts[item.id]:8} {item.id} {item.question}", markup=False)
    table = _table("Verdicts by kind and style", "questions", *VERDICTS)
    for name in sorted(found.groups):
        table.add_row(name, *(str(found.groups[name][verdict] or "") for verdict in VERDICTS))
    table.add_section()
    table.add_row("all", *(str(found.counts[verdict]) for verdict in VERDICTS), style="bold")
    console.print(table)
    _print_summary(console, found)


def _print_summary(console: Console, found: Score) -> None:
    summary = found.summary
    console.print(f"right    {summary['right_share']:.1%} of {found.answerable} answerable")
    console.print(f"wrong    {summary['wrong_share']:.1%} of {found.answerable + found.unanswerable} questions")
    console.print(f"refused  {summary['refusal_share']:.1%} of {found.unanswerable} unanswerable")
    withheld = found.counts["offered"] + found.counts["missed"]
    console.print(
        f"Answered from a confidence of {CERTAIN:.0f}, offered from {OFFER:.0f}: {withheld} of {found.answerable} "
        f"answerable are not answered, and {found.counts['wrong']} wrong answers are let through."
    )


def rough(base: FactBase, asked: Sequence[Asked], *, plain: bool) -> None:
    """Print how the same questions fare in every rough form, beside the clean one."""
    found = {}
    with terminal.progress(list(FORMS.items()), "Asking") as forms:
        for name, ways in forms:
            roughened = [
                replace(item, id=f"{item.id}/{number}", question=form(item.question))
                for number, form in enumerate(ways)
                for item in asked
            ]
            found[name] = evaluation.score(roughened, evaluation.conversations(base.ask), base.texts)
    if plain:
        _print_json({name: result.summary for name, result in found.items()})
        return
    table = _table("The same questions as people type them", "form", "right", "wrong", "refused or hedged")
    for name, result in found.items():
        every = result.answerable + result.unanswerable
        refused = result.counts["refused"] + result.counts["hedged"]
        table.add_row(
            name,
            _share(result.counts["right"], result.answerable),
            _share(result.counts["wrong"], every),
            _share(refused, result.unanswerable),
        )
    Console(highlight=False).print(table)


def mutations(base: FactBase, path: Path | None, *, whole: bool, plain: bool) -> int:
    """Print how mutants were answered, and the first faults; the exit status, 1 where there is a fault."""
    curation = read(folders(path))
    utterances = {id_: core_wordings(texts) for id_, texts in wordings(curation).items() if id_ in base.intents}
    asked = list(origins(base, utterances))
    mutator, tally = Mutator(base, curation), Tally()
    if whole:
        with terminal.progress(asked, "Asking") as every:
            for mutant in mutator.every(every):
                tally.add(mutant, base.ask(mutant.text))
    else:
        for mutant in mutator.sample(asked):
            tally.add(mutant, base.ask(mutant.text))
    if plain:
        _print_json(_as_json(tally, whole=whole))
    else:
        _print_tally(tally, whole=whole)
    return 1 if tally.faults else 0


def left_out(base: FactBase, path: Path | None, *, whole: bool, plain: bool) -> None:
    """Print how many utterances are found again without themselves, what is confused, and the curve of thresholds."""
    some = range(FOLDS) if whole else SAMPLE
    missed: list[Missed] = []
    with terminal.progress(some, "Learning all but a hundredth") as turns:
        for _, fold in zip(turns, leave_out(base, compiled(read(folders(path))), some), strict=True):
            missed += fold
    kinds = {kind: [one for one in missed if base.intents[one.intent].kind == kind] for kind in ("intent", "gap")}
    if plain:
        _print_json(
            _counts(missed)
            | {"kinds": {kind: _counts(of_kind) for kind, of_kind in kinds.items()}}
            | {
                "confusions": [list(pair) for pair in confusions(missed)],
                "curve": [[point.threshold, round(point.right, 4), round(point.wrong, 4)] for point in curve(missed)],
            }
        )
        return
    console = Console(highlight=False)
    table = _table("Taken for another", "utterances of", "led to", "times")
    for intent, first, count in confusions(missed):
        table.add_row(intent, first or "nothing", str(count))
    console.print(table)
    table = _table("What a threshold would do, of all utterances", "confidence", "answered rightly", "wrongly")
    for point in curve(missed):
        style = "bold" if point.threshold == CERTAIN else None
        table.add_row(f"{point.threshold:.0f}", f"{point.right:.1%}", f"{point.wrong:.1%}", style=style)
    console.print(table)
    table = _table("Without themselves", "utterances of", "led to their own", "to one of its passages", "found again")
    for kind, of_kind in (*kinds.items(), ("all", missed)):
        counts = _counts(of_kind)
        table.add_row(kind, *(_share(counts[name], len(of_kind)) for name in ("own", "touched", "found")))
    console.print(table)
    console.print(
        "Found again: the reply gives or offers every fact of the intent; what is of a gap, it does not answer."
    )


def _counts(missed: Sequence[Missed]) -> dict[str, Any]:
    return {
        "utterances": len(missed),
        **{name: sum(getattr(one, name) for one in missed) for name in ("own", "touched", "found")},
    }


def _print_tally(tally: Tally, *, whole: bool) -> None:
    console = Console(highlight=False)
    for kind in KINDS:
        faults = [(mutant, reply) for mutant, reply in tally.faults if mutant.kind == kind]
        for mutant, reply in faults[:FAULTS]:
            console.print(f"{kind}: “{mutant.origin.text}” of {mutant.origin.id} as “{mutant.text}”", markup=False)
            console.print(f"    is answered with {', '.join(answer.fact for answer in reply.answers)}.", markup=False)
    title = "Every mutant" if whole else "Mutants, the fixed sample"
    table = _table(title, "changed", "asked", "refused or hedged", "wrong")
    for kind in KINDS:
        table.add_row(kind, str(tally.asked[kind]), str(tally.refused[kind]), str(tally.wrong(kind)))
    console.print(table)
    console.print(f"wrong    {len(tally.faults)} of {sum(tally.asked.values())} mutants")


def _as_json(tally: Tally, *, whole: bool) -> dict[str, Any]:
    return {
        "whole": whole,
        "mutants": sum(tally.asked.values()),
        "wrong": len(tally.faults),
        "kinds": {
            kind: {"mutants": tally.asked[kind], "refused": tally.refused[kind], "wrong": tally.wrong(kind)}
            for kind in KINDS
        },
        "faults": [
            {
                "kind": mutant.kind,
                "of": mutant.origin.id,
                "from": mutant.origin.text,
                "to": mutant.text,
                "facts": [answer.fact for answer in reply.answers],
            }
            for mutant, reply in tally.faults
        ],
    }


def _table(title: str, *columns: str) -> Table:
    table = Table(*columns, title=title)
    for column in table.columns[1:]:
        column.justify = "right"
    return table


def _share(count: int, of: int) -> str:
    return f"{count} of {of} ({count / of:.1%})" if of else "–"


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))
