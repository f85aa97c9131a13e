"""Learning a model from intents and their utterances, and what its scores mean.

Where the table of features by intents is small enough, its weights are trained, which is worth the most; where it is
not, the centroids of the intents take its place. All else is the same for both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from knowledge.batches import Examples
from knowledge.blas import one_core
from knowledge.calibration import FEWEST, anchored, calibrate
from knowledge.centroids import Centroids
from knowledge.centroids import build as centroids_of
from knowledge.concepts import Concepts
from knowledge.curve import Curve
from knowledge.decoding import Decoder, Matters
from knowledge.gauging import gauge
from knowledge.linear import Linear
from knowledge.model import NEAR, Model
from knowledge.nearest import Nearest
from knowledge.numbering import build, number, with_grams
from knowledge.reading import Reader
from knowledge.rows import Rows
from knowledge.tokens import Tokens, read
from knowledge.training import train
from knowledge.vocabulary import Weights
from knowledge.words import COMMON, stem, words

Intents = Mapping[str, Sequence[str]]

SAMPLE = 2000
"""Utterances at most on which the learnt scores are gauged."""


def learn(
    intents: Intents, synonyms: Intents, known: Sequence[str], names: frozenset[str], cells: int
) -> tuple[Model, Curve]:
    """Learn a model, and the curve of its scores. Utterances without a word are left out, and intents without any.

    `synonyms` are the words and phrases of every concept, `known` the words that are right though no utterance
    has them, `names` those that are names; `cells` are those of the largest table to train.
    """
    model, utterances = _model(intents, synonyms, known, names, cells)
    if isinstance(model.evidence, Centroids):
        found = gauge(model.evidence, utterances, NEAR)
        tuned = replace(model.evidence, nearness=found.nearness, sharpness=found.sharpness, unit=found.unit)
        curve = anchored(found.inside, found.outside) if len(model.intents) >= FEWEST else anchored([], [])
        return replace(model, evidence=tuned), curve

    def best(some: Intents) -> Callable[[str], float]:
        less, _ = _model(some, synonyms, known, names, cells)
        return lambda text: next((found.raw for found in less.rank(less.reader.read(text), 1)), 0.0)

    return model, calibrate(intents, best)


def _model(
    intents: Intents, synonyms: Intents, known: Sequence[str], names: frozenset[str], cells: int
) -> tuple[Model, Rows]:
    """Learn a model, and give the utterances as rows of those features by which they are compared."""
    tokens = read(intents)
    numbering = number(tokens, Concepts.of(synonyms))
    trained = numbering.learnt * len(tokens.intents) <= cells
    vocabulary, rows = build(with_grams(numbering) if trained else numbering)
    compared = rows.keep(vocabulary.near > 0)
    nearest = Nearest.build(compared, vocabulary.near, tokens.sizes)
    evidence = _linear(rows, vocabulary.linear, tokens) if trained else centroids_of(nearest, compared)
    meant = [word for concept in synonyms.items() for phrase in (concept[0], *concept[1]) for word in words(phrase)]
    counts = dict(zip(tokens.distinct, tokens.counts.tolist(), strict=True))
    spelt = {word: counts.get(word, 0) for word in (*counts, *sorted({*meant, *known, *COMMON} - counts.keys()))}
    rows_of_stems = Rows(tokens.rows.starts, numbering.of_word[tokens.rows.numbers])
    decoder = Decoder.build(
        spelt, names, vocabulary.stems, rows_of_stems, Matters(nearest.features, nearest.owners.starts)
    )
    reader = Reader(vocabulary, decoder.repairer.known, map(stem, known), lambda: decoder)
    return Model(tokens.intents, tokens.texts, reader, evidence, nearest), compared


def _linear(rows: Rows, weights: Weights, tokens: Tokens) -> Linear:
    labels, trained = tokens.labels, rows.keep(weights > 0)
    size = int(np.flatnonzero(weights)[-1]) + 1
    keys = _keys(map(tokens.texts.at, range(len(labels)))), _keys(tokens.intents)
    with one_core():
        table = train(Examples(trained, weights[:size], labels, *keys))
    sample = np.linspace(0, len(labels) - 1, min(SAMPLE, len(labels))).astype(np.int64)
    owners, numbers = trained.take(sample)
    lengths = np.sqrt(np.bincount(owners, weights[numbers].astype(np.float64) ** 2))
    said = table[numbers, labels[sample][owners]] * weights[numbers] / lengths[owners]
    return Linear.of(table, float(said.sum()) / len(sample), weights)


def _keys(texts: Iterable[str]) -> NDArray[np.uint64]:
    return np.array([crc32(text.encode(errors="surrogatepass")) for text in texts], np.uint64)
