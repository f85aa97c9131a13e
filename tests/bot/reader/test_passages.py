"""Every citation of every fact leads to exactly its quote."""

from __future__ import annotations

from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as st

from bot import links
from bot.reader.passages import Passage, steps
from knowledge.entries import DocumentEntry


def highlighted(get, address):
    """What a browser highlights at an address: the marked element that the fragment scrolls to."""
    got = get(address)
    assert got.status == 200, address
    mark = got.page.one("mark", class_="chosen")
    assert mark.attributes["id"] == urlsplit(address).fragment
    return mark.text


def test_every_citation_of_every_fact_is_highlighted_where_its_link_leads(base, get):
    for fact in base.facts.values():
        for citation in fact.citations:
            link = links.to_passage("https://footnote.example", citation)
            assert highlighted(get, link.removeprefix("https://footnote.example")) == citation.quote


def test_the_links_of_every_fact_page_are_these(base, get):
    for fact in base.facts.values():
        page = get(links.fact("", fact.id)).page
        shown = [figure.one("mark").text for figure in page.all("figure")]
        reading = [figure.one("figcaption").all("a")[0].attributes["href"] for figure in page.all("figure")]
        assert shown == [citation.quote for citation in fact.citations]
        assert reading == [links.passage("", c.source, c.start, c.end) for c in fact.citations]


def test_a_document_stands_on_its_page_as_it_came(base, get):
    for document in base.documents.values():
        page = get(links.source("", document.id)).page
        assert page.one("div", id="text").text == document.text
        grey = "".join(span.text for span in page.one("div", id="text").all("span", class_="furniture"))
        assert grey == "".join(document.text[start:end] for start, end in document.furniture)


def test_each_passage_is_marked_noted_and_linked_to_all_its_facts(base, get):
    for document in base.documents.values():
        page = get(links.source("", document.id)).page
        notes = page.one("section", class_="notes").all("li")
        cited = {
            (c.start, c.end): [] for fact in base.facts.values() for c in fact.citations if c.source == document.id
        }
        for fact in base.facts.values():
            for c in {(c.start, c.end) for c in fact.citations if c.source == document.id}:
                cited[c].append(links.fact("", fact.id))
        assert len(notes) == len(cited)
        for number, ((start, end), facts) in enumerate(sorted(cited.items()), start=1):
            assert page.one("mark", id=f"passage-{start}-{end}")
            assert page.one("a", class_="ref", href=f"#note-{number}")
            hrefs = [a.attributes["href"] for a in notes[number - 1].all("a")]
            assert hrefs == [*facts, links.passage("", document.id, start, end)]


def test_any_other_stretch_can_be_linked_to(lighthouse, site_of):
    text = lighthouse.documents["chronicle"].text
    assert highlighted(site_of(lighthouse), "/sources/chronicle?passage=3-40#passage-3-40") == text[3:40]


def test_no_stretch_is_not_found(lighthouse, site_of):
    get = site_of(lighthouse)
    end = len(lighthouse.documents["chronicle"].text)
    for span in ["9-9", "9-3", f"0-{end + 1}", "-1-3", "a-b", "1", "1-2-3", "٣-٤", "1e1-20", "0-99999999999", " 1-2"]:
        assert get(f"/sources/chronicle?passage={span}").status == 404, span


def test_a_link_finds_its_passage_again_in_a_changed_document(base_with, site_of):
    before = base_with("Nine ships sank. The light is red.", {"The light is red.": "The light is red."})
    link = links.to_passage("https://x.example", before.facts["fact-0"].citations[0]).removeprefix("https://x.example")
    assert highlighted(site_of(before), link) == "The light is red."
    after = base_with(
        "In the year of the storm, nine ships sank here. The light is red.",
        {"The light is red.": "The light is red.", "Nine sank.": "nine ships sank here."},
    )
    assert highlighted(site_of(after), link) == "The light is red."


def test_a_link_to_words_that_are_gone_highlights_no_others(base_with, site_of):
    quote = "The light is red."
    before = base_with(f"Nine ships sank. {quote}", {quote: quote})
    link = links.to_passage("https://x.example", before.facts["fact-0"].citations[0]).removeprefix("https://x.example")
    for text in ("Nine ships sank. The light is off.", "Short."):
        get = site_of(base_with(text, {text: text}))
        page = get(link).page
        assert not page.all("mark", class_="chosen")
        assert "has changed since" in page.one("p", class_="lost").text
    assert get("/sources/own?passage=1-3").page.all("mark", class_="chosen")
    assert get("/sources/own?passage=9-3&words=12345678").status == 404


texts = st.text("ab \n", min_size=1, max_size=40)


@st.composite
def documents(draw):
    text = draw(texts)
    span = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda s: s[0] < s[1])
    spans = draw(st.lists(span, max_size=6, unique=True))
    furniture = draw(st.lists(span, max_size=1))
    passages = [Passage(start, end, number, ("fact",)) for number, (start, end) in enumerate(sorted(spans), 1)]
    document = DocumentEntry("d", "d.txt", "", "", "", "", text, tuple(furniture))
    start, end = draw(span)
    chosen = next((p for p in passages if (p.start, p.end) == (start, end)), Passage(start, end))
    return document, passages, draw(st.sampled_from([None, chosen]))


@given(documents())
def test_passages_nest_whatever_way_they_cross(made):
    document, passages, chosen = made
    stack, said, pieces = [], "", {}
    for step in steps(document, passages, chosen):
        if step.kind == "text":
            said += step.text
            for stretch in stack:
                pieces.setdefault(stretch, []).append(step.text)
        elif step.kind == "open":
            stack.append(step.stretch)
            assert step.whole == (len(said) == step.stretch.passage.start)
        else:
            assert stack.pop() == step.stretch
            assert step.whole == (len(said) == step.stretch.passage.end)
    assert said == document.text
    assert not stack
    for stretch, texts in pieces.items():
        assert "".join(texts) == document.text[stretch.passage.start : stretch.passage.end]
    opened = [step for step in steps(document, passages, chosen) if step.kind == "open"]
    assert [s.stretch.passage for s in opened if s.stretch.kind == "chosen"] == ([chosen] if chosen else [])
    assert {p.id for p in passages} == {s.stretch.passage.id for s in opened if s.whole and s.stretch.passage.number}
