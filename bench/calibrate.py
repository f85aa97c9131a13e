"""Fits both confidences to questions with gold passages: `python -m bench.calibrate QUESTIONS.jsonl …`

Logistic regression by Newton's method with a small ridge (Hastie, Tibshirani and Friedman, The Elements of Statistical
Learning, section 4.4). That of `knowledge.confidence` is over the questions that come to be weighed at all: those whose
best candidate is an intent that no guard objects to. A candidate is a hit if it cites a gold passage. That of
`knowledge.cutting` is over every way of cutting a question in two: a hit if several passages are asked for, and the
sides cite all of them. Prints the weights, how well they separate, and what each threshold would answer; figures are of
questions left out, ten folds.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge import FactBase, confidence, cutting
from knowledge.asking import Asking
from knowledge.deciding import candidates
from knowledge.entries import FactEntry
from knowledge.evaluation import Asked, questions
from knowledge.guards import objections
from knowledge.leading import fitting
from knowledge.slots import read

Floats = NDArray[np.float64]
Row = tuple[dict[str, float], bool]
"""The features of one case, and whether it is a hit."""

RIDGE = 0.01
"""Weight of the ridge for each question, in standard deviations of the features."""
FOLDS = 10
STEPS = 30


def main(paths: Sequence[str]) -> None:
    """Fit, and print what was found."""
    base = FactBase.load()
    asked = [item for path in paths for item in questions(Path(path))]
    _print("knowledge.confidence", confidence.WEIGHTS, [_rows(base, item) for item in asked])
    _print("knowledge.cutting", cutting.WEIGHTS, [_cuts(base, item) for item in asked])


def _print(name: str, weights: Mapping[str, float], rows: Sequence[Sequence[Row]]) -> None:
    table = np.array([[values[name] for name in weights] for of_one in rows for values, _ in of_one])
    hits = np.array([float(hit) for of_one in rows for _, hit in of_one])
    folds = np.array([number % FOLDS for number, of_one in enumerate(rows) for _ in of_one])
    found, bias = _fit(table, hits)
    said = {name: round(float(weight), 3) for name, weight in zip(weights, found, strict=True)}
    print(f"{name}: WEIGHTS = {said}\nBIAS = {bias:.3f}")
    _report(_left_out(table, hits, folds), hits)


def _rows(base: FactBase, asked: Asked) -> list[Row]:
    question = read(asked.question, base.matcher, base.names)
    found = fitting(base, question, candidates(base, question))
    if not found or found[0].intent.kind != "intent":
        return []
    if question.form == "claim" or not objections(question, found[0], base):
        return [(confidence.features(question, found), any(_cited(base, found[0].facts, asked)))]
    return []


def _cuts(base: FactBase, asked: Asked) -> list[Row]:
    asking = Asking(base, asked.question)
    whole = asking.decide(asking.read())
    several = asked.kind in ("multi", "compare")
    return [
        (
            cutting.features(whole, way),
            several and all(_cited(base, [base.facts[id_] for facts in way.facts for id_ in facts], asked)),
        )
        for way in cutting.cuts(asking, whole)
    ]


def _cited(base: FactBase, facts: Sequence[FactEntry], asked: Asked) -> list[bool]:
    """Of each gold passage whether one of the facts cites it."""
    places = [(gold.source, base.texts[gold.source].find(gold.quote), len(gold.quote)) for gold in asked.gold]
    return [
        any(c.source == source and c.start < start + length and start < c.end for fact in facts for c in fact.citations)
        for source, start, length in places
    ]


def _fit(table: Floats, hits: Floats) -> tuple[Floats, float]:
    mean, deviation = table.mean(axis=0), table.std(axis=0) + 1e-9
    scaled = np.column_stack([(table - mean) / deviation, np.ones(len(hits))])
    ridge = np.full(scaled.shape[1], RIDGE * len(hits))
    ridge[-1] = 0
    found = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-scaled @ found))
        curvature = (scaled * (chance * (1 - chance))[:, None]).T @ scaled + np.diag(ridge)
        found -= np.linalg.solve(curvature, scaled.T @ (chance - hits) + ridge * found)
    weights = found[:-1] / deviation
    return weights, float(found[-1] - weights @ mean)


def _left_out(table: Floats, hits: Floats, folds: NDArray[np.int64]) -> Floats:
    """The chance of each row by weights that were fitted without its fold."""
    chances = np.zeros(len(hits))
    for number in range(FOLDS):
        weights, bias = _fit(table[folds != number], hits[folds != number])
        chances[folds == number] = 1 / (1 + np.exp(-(table[folds == number] @ weights + bias)))
    return chances


def _report(chances: Floats, hits: Floats) -> None:
    right, wrong = chances[hits == 1], chances[hits == 0]
    above = (right[:, None] > wrong).mean() + (right[:, None] == wrong).mean() / 2
    print(f"{len(hits)} questions, {int(hits.sum())} of them hits; area under the curve {above:.3f}\n")
    print("threshold  answered  hits  misses")
    for threshold in range(50, 100, 5):
        answered = 100 * chances >= threshold
        kept = int(hits[answered].sum())
        print(f"{threshold:9}  {int(answered.sum()):8}  {kept:4}  {int(answered.sum()) - kept:6}")


if __name__ == "__main__":
    main(sys.argv[1:])
