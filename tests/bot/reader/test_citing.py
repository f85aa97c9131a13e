"""Copy with citation."""

from __future__ import annotations

from bot import links

URL = "https://footnote.example"


def copied(page):
    formats = page.one("details", class_="copy").all("div", class_="format")
    return {f.one("p", class_="style").text: f.one("pre").text.removeprefix("\n") for f in formats}


def test_text(lighthouse, site_of):
    text = copied(site_of(lighthouse, public_url=URL)("/facts/ships-lost-1892").page)["Text"]
    citation = lighthouse.facts["ships-lost-1892"].citations[0]
    assert text.startswith(
        "One ship was lost on the reef in 1892. [1]\n\n[1] “One ship was lost on the reef in 1892.”\n"
    )
    assert text.endswith(f"\n    {links.to_passage(URL, citation)}")
    assert f"{citation.file}, characters {citation.start}–{citation.end}" in text


def test_markdown(lighthouse, site_of):
    text = copied(site_of(lighthouse, public_url=URL)("/facts/ships-lost-1892").page)["Markdown"]
    citation = lighthouse.facts["ships-lost-1892"].citations[0]
    assert text.startswith("One ship was lost on the reef in 1892.[^1]\n\n[^1]: “One ship was lost")
    assert f"](<{links.to_passage(URL, citation)}>)" in text


def test_markdown_shows_words_as_they_are(base_with, site_of):
    quote = "1. *Not* a [link](javascript:alert(1)) <b>or</b> `code`"
    base = base_with(f"{quote}.", {quote: quote})
    text = copied(site_of(base)("/facts/fact-0").page)["Markdown"]
    assert text.startswith("1\\. \\*Not\\* a \\[link\\](javascript:alert(1)) \\<b\\>or\\</b\\> \\`code\\`")


def test_academic(shipped, lighthouse, site_of):
    get = site_of(shipped, public_url=URL)
    dated = next(f for f in shipped.facts.values() if any(c.date and c.publisher for c in f.citations))
    citation = next(c for c in dated.citations if c.date)
    sha256 = shipped.documents[citation.source].sha256
    text = copied(get(links.fact("", dated.id)).page)["Academic"]
    assert f"“{citation.quote}” (Trademarks and Brands Online, 2015)." in text
    reference = (
        "Trademarks and Brands Online. (2015, March 12). Chinese government pledges online counterfeits crackdown."
    )
    assert f"{reference} {citation.file}, characters {citation.start}–{citation.end}; SHA-256 {sha256}." in text


def test_academic_where_a_document_names_nothing(shipped, site_of):
    fact = next(f for f in shipped.facts.values() if not (f.citations[0].publisher or f.citations[0].title))
    text = copied(site_of(shipped)(links.fact("", fact.id)).page)["Academic"]
    assert f"(Document {fact.citations[0].source}, n.d.)" in text
    assert f"[Untitled document {fact.citations[0].source}]. (n.d.)." in text


def test_without_a_public_url_no_link_is_copied(base, get):
    for fact in base.facts.values():
        assert not any("/sources/" in text for text in copied(get(links.fact("", fact.id)).page).values())
