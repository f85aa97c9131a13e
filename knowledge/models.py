"""The curated files, field by field: catalogue, topics and lexicon. Their JSON Schemas are made from these models."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Strict(BaseModel):
    """A model that names a misspelt field instead of dropping it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Furniture(Strict):
    """A stretch of a document around the article (menus, related posts): no source of facts."""

    first: Text = Field(alias="from", description="verbatim words that the stretch begins with, once in the document")
    last: Text = Field(alias="to", description="verbatim words that it ends with, the first after `from`")


class Document(Strict):
    """One document as it came."""

    id: Text = Field(description="what citations call it")
    file: Text = Field(description="its file name beside the catalogue")
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    title: str = Field(default="", description="only where the document itself gives one")
    publisher: str = Field(default="", description="only where the document itself names it")
    date: datetime.date | None = Field(default=None, description="of publication, only where the document gives it")
    furniture: list[Furniture] = []


class Catalogue(Strict):
    """`seeds/catalogue.yaml`: the documents that may be cited, pinned by hash."""

    documents: list[Document]


class Quote(Strict):
    """A passage that proves a fact."""

    source: Text = Field(description="id of the document")
    quote: Text = Field(description="verbatim, whole sentences by preference; found exactly once in the document")


class Derivation(Strict):
    """How a figure follows from the values of other facts; recomputed whenever the base is loaded."""

    operation: Literal["share", "ratio", "difference", "sum", "change"] = Field(
        description="share: first / second in percent; change: from first to second in percent"
    )
    operands: Annotated[list[Identifier], Field(min_length=2)] = Field(description="ids of facts with a value")
    decimals: Annotated[int, Field(ge=0, le=4)] = 0


class Link(Strict):
    """Another fact on the same matter."""

    fact: Identifier
    relation: Literal["agrees", "differs", "updates"]
    why: str = Field(default="", description="why they differ, in a few words")


class Fact(Strict):
    """One thing that the documents state."""

    id: Identifier
    statement: Text = Field(description="a full sentence that can stand alone as an answer")
    citations: list[Quote] = Field(default=[], description="every document that says so")
    speaker: str = Field(default="", description="who says it, by the lexicon's name; empty: the document itself")
    about: list[Text] = Field(default=[], description="whom or what it is about, by the lexicon's names")
    measure: str = Field(default="", description="what is measured or given: conviction rate, listings removed, title")
    value: str = Field(default="", description="the words of the statement that answer it in short, printed in bold")
    unit: str = Field(default="", description="what the value counts: leads, stores, RMB, %")
    period: str = Field(default="", description="the period or date that it holds for: 2016, 12 months to August 2016")
    hedges: list[Text] = Field(default=[], description="about, fewer than, planned: words that must not be dropped")
    derivation: Derivation | None = None
    links: list[Link] = []
    related: list[Identifier] = []


class Intent(Strict):
    """A question that people ask, in many wordings, and the facts that answer it."""

    id: Identifier
    facts: Annotated[list[Identifier], Field(min_length=1)]
    lead: str = Field(default="", description="said before the facts where they need a word, as when accounts differ")
    utterances: Text = Field(description="one wording a line; (a|b) is either, [a] may be left out")


class Gap(Strict):
    """A question that people ask and the documents do not answer."""

    id: Identifier
    missing: Text = Field(description="ends the sentence 'The documents do not say …'")
    nearest: list[Identifier] = Field(default=[], description="facts that come closest, offered as something else")
    utterances: Text


class Topic(Strict):
    """One file of `topics/`: what is known of one matter, and how people ask for it."""

    topic: Identifier
    title: Text
    facts: list[Fact] = []
    intents: list[Intent] = []
    gaps: list[Gap] = []


class Name(Strict):
    """A person, organisation, place or thing that facts are about."""

    name: Text
    kind: Literal["person", "organisation", "place", "platform", "publication", "event", "law", "thing"]
    aliases: list[Text] = Field(default=[], description="other spellings, abbreviations, titles that mean only this")
    everywhere: bool = Field(default=False, description="so common in the documents that naming it tells nothing")


class Lexicon(Strict):
    """`topics/lexicon.yaml`: the base's names, its synonyms, and names that it says nothing of."""

    names: list[Name] = []
    strangers: list[Text] = Field(default=[], description="names people ask for that the documents never mention")
    synonyms: dict[Text, list[Text]] = Field(default={}, description="a word of the base: other words for it")
