"""Fits the confidence to questions with gold passages: `python -m bench.calibrate QUESTIONS.jsonl …`

Logistic regression by Newton's method with a small ridge (Hastie, Tibshirani and Friedman, The Elements of Statistical
Learning, section 4.4) on the features of `knowledge.confidence`, over the questions that come to be weighed at all:
those whose best candidate is an intent that no guard objects to. A candidate is a hit if it cites a gold passage.
Prints the weights, how well they separate, and what each threshold would answer; figures are of questions left out,
ten folds.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge import FactBase
from knowledge.confidence import WEIGHTS, features
from knowledge.deciding import candidates
from knowledge.evaluation import Asked, questions
from knowledge.guards import Candidate, objections
from knowledge.leading import fitting
from knowledge.slots import read

Floats = NDArray[np.float64]

RIDGE = 0.01
"""Weight of the ridge for each question, in standard deviations of the features."""
FOLDS = 10
STEPS = 30


def main(paths: Sequence[str]) -> None:
    """Fit, and print what was found."""
    base = FactBase.load()
    rows = [row for path in paths for asked in questions(Path(path)) for row in _rows(base, asked)]
    table = np.array([[values[name] for name in WEIGHTS] for values, _ in rows])
    hits = np.array([float(hit) for _, hit in rows])
    weights, bias = _fit(table, hits)
    said = {name: round(float(weight), 3) for name, weight in zip(WEIGHTS, weights, strict=True)}
    print(f"WEIGHTS = {said}\nBIAS = {bias:.3f}")
    _report(_left_out(table, hits), hits)


def _rows(base: FactBase, asked: Asked) -> Iterator[tuple[dict[str, float], bool]]:
    question = read(asked.question, base.matcher, base.names)
    found = fitting(base, question, candidates(base, question))
    if not found or found[0].intent.kind != "intent":
        return
    if question.form == "claim" or not objections(question, found[0], base):
        yield features(question, found), _cites(base, found[0], asked)


def _cites(base: FactBase, candidate: Candidate, asked: Asked) -> bool:
    places = [(gold.source, base.texts[gold.source].find(gold.quote), len(gold.quote)) for gold in asked.gold]
    return any(
        citation.source == source and citation.start < start + length and start < citation.end
        for source, start, length in places
        for fact in candidate.facts
        for citation in fact.citations
    )


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


def _left_out(table: Floats, hits: Floats) -> Floats:
    """The chance of each row by weights that were fitted without its fold."""
    chances = np.zeros(len(hits))
    fold = np.arange(len(hits)) % FOLDS
    for number in range(FOLDS):
        weights, bias = _fit(table[fold != number], hits[fold != number])
        chances[fold == number] = 1 / (1 + np.exp(-(table[fold == number] @ weights + bias)))
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
