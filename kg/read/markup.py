"""HTML and XML as trees, parsed without the network, entities of their own or undue depth."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html import unescape

from lxml import etree, html

from kg.errors import Unreadable
from kg.model import Block
from kg.read.blocks import assembled

Element = etree._Element
Text = tuple[str, tuple[Block, ...] | None]

_SILENT = frozenset("script style noscript template svg math iframe object title form".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 head hl1 hl2".split())  # trafilatura's and NITF's too
_BLOCKS = _HEADINGS | frozenset(
    "p div li ul ol dl dt dd blockquote pre br hr tr td table section article main header footer "
    "aside figure figcaption address body item quote lb row cell list hedline block".split()
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_HINT = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_LATIN = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "iso8859-1"})
_UTF8_MARK = b"\xef\xbb\xbf"


def html_tree(text: str) -> Element:
    """The tree of an HTML page or fragment; raises Unreadable where there is none."""
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        tree: Element | None = html.document_fromstring(
            text.replace("\0", "").encode("utf-8", "replace"), parser=parser
        )
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Unreadable("is no HTML that can be parsed") from error
    if tree is None:
        raise Unreadable("is no HTML that can be parsed")
    return tree


def refuse_entities(raw: bytes) -> None:
    """Raise Unreadable for XML with entities of its own: news needs none, and they can explode."""
    if b"<!ENTITY" in raw:
        raise Unreadable("declares entities of its own, which no news needs and which can explode")


def xml_tree(raw: bytes) -> Element:
    """The root of an XML document; raises Unreadable for anything that is none, or unsafe."""
    refuse_entities(raw)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(raw, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise Unreadable(f"is not valid XML: {reason}") from error


def body_of(markup: str) -> Element:
    """The body of an HTML page or fragment."""
    tree = html_tree(markup)
    body = tree.find(".//body")
    return tree if body is None else body


def written(markup: str) -> Text:
    r"""The text of a fragment of HTML, or of plain text, as feeds and records carry either.

    >>> written("<p>Troops <b>crossed</b> the river.<p>It denied &amp; denied.")[0]
    'Troops crossed the river.\n\nIt denied & denied.'
    >>> written("Troops crossed the river.")
    ('Troops crossed the river.', None)
    """
    if _TAG.search(markup) is None:
        return (markup, None) if "&" not in markup else (unescape(markup), None)
    return assembled(lines(body_of(markup)))


def lines(root: Element) -> Iterator[tuple[str, str]]:
    """The paragraphs, headings and list items of a tree: their kind and their text."""
    kind, words = "paragraph", list[str]()
    walker = etree.iterwalk(root, events=("start", "end"))  # no recursion: pages nest deeply
    for event, element in walker:
        tag = local_name(element)
        if tag in _BLOCKS:
            if line := _line(words):
                yield kind, line
            kind, words = "heading" if event == "start" and tag in _HEADINGS else "paragraph", []
        silent = not tag or tag in _SILENT
        if event == "start" and silent:
            walker.skip_subtree()
        elif event == "start":
            words.append(element.text or "")
        if event == "end" and element is not root:
            words.append(element.tail or "")
    if line := _line(words):
        yield kind, line


def _line(words: list[str]) -> str:
    return " ".join("".join(words).replace("\ufeff", "").split())


def local_name(element: Element) -> str:
    """The name of an element without its namespace, in small letters; "" of a comment."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def text_of(element: Element) -> str | None:
    """All the text in an element on one line."""
    return " ".join("".join(str(text) for text in element.itertext()).split()) or None


def decoded_page(raw: bytes, charset: str | None = None) -> str:
    """An HTML page as text, in the encoding that browsers would take it for.

    Valid UTF-8 is UTF-8; else what HTTP or the page declare, else Windows-1252. Bytes that mean
    nothing in it become U+FFFD.
    """
    raw = raw.removeprefix(_UTF8_MARK)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    hint = _HINT.search(raw[:4096])
    declared = (charset, hint[1].decode("ascii") if hint else None, "windows-1252")
    name = next(each for each in map(_known, declared) if each)
    try:
        return raw.decode(name, "replace")
    except (LookupError, ValueError):
        return raw.decode("windows-1252", "replace")


def _known(charset: str | None) -> str | None:
    """The encoding of that name, if it is one of characters; Latin-1 means Windows-1252."""
    name = (charset or "").strip().lower()
    if name in _LATIN:
        return "windows-1252"
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # private in name, but what bytes.decode itself asks
    return name if getattr(found, "_is_text_encoding", True) else None
