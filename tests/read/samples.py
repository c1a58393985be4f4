"""Files of news in every format, written here: texts and outlets are invented."""

from __future__ import annotations

import io
import json
import zipfile

TITLE = "Armenia says it was attacked"
FIRST = (
    "Azerbaijan attacked Armenia on Tuesday, the Armenian defence ministry said, as fighting "
    "flared up again along the border between both countries."
)
SECOND = (
    "The foreign ministry in Yerevan appealed to Russia for help under a treaty of 1997 and asked "
    "its allies to condemn the attack."
)
THIRD = "The defence ministry in Baku denied the accusation late in the evening, calling it a lie."
DATE = "2021-11-16T18:30:00+04:00"
URL = "https://wire.example/2021/armenia-attacked"
GERMAN = (
    "Die armenische Regierung hat am Dienstag erklärt, dass aserbaidschanische Truppen die Grenze "
    "überschritten haben, und bat Russland um Hilfe. In Baku wurde das bestritten."
)

JSON_LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Not the publisher"},
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": DATE,
            "inLanguage": "en",
            "publisher": {"@type": "Organization", "name": "Test Wire"},
            "mainEntityOfPage": {"@type": "WebPage", "@id": URL},
        },
    ],
}


def html(head: str = "", body: tuple[str, ...] = (FIRST, SECOND, THIRD)) -> bytes:
    """A page of news with what usually stands around it."""
    paragraphs = "".join(f"<p>{text}</p>" for text in body)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Test
    </title>{head}</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World
    </a></li></ul></nav><main><article><h1>{TITLE}</h1>{paragraphs}
    <p>Read more: <a href="/x">Another story</a></p></article></main>
    <footer><p>© Test Wire. All rights reserved.</p></footer></body></html>""".encode()


def json_ld() -> str:
    return f'<script type="application/ld+json">{json.dumps(JSON_LD)}</script>'


def rss(*descriptions: str) -> bytes:
    items = "".join(
        f"<item><title>{TITLE}</title><link>{URL}/{number}</link>"
        "<pubDate>Tue, 16 Nov 2021 18:30:00 +0400</pubDate>"
        f"<description>{text}</description></item>"
        for number, text in enumerate(descriptions)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Test Wire</title>'
        f"<link>https://wire.example/</link><language>en</language>{items}</channel></rss>"
    ).encode()


ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Test Wire</title><id>urn:x</id>
<updated>2021-11-17T00:00:00Z</updated><entry><id>urn:1</id><title>{TITLE}</title>
<link href="{URL}"/><published>2021-11-16T14:30:00Z</published>
<updated>2021-11-17T00:00:00Z</updated>
<summary>{FIRST}</summary><content type="html">&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;
</content></entry></feed>""".encode()


def newsml(status: str = "stat:usable") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2021-11-16T15:00:00Z</sent>
</header><itemSet><newsItem guid="urn:newsml:wire.example:1" version="1" standard="NewsML-G2"
 standardversion="2.30" xml:lang="en"><rightsInfo><usageTerms>For tests only</usageTerms>
</rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="tw"><name>Test Wire</name></provider>
<versionCreated>2021-11-16T15:00:00Z</versionCreated><firstCreated>{DATE}</firstCreated>
<pubStatus qcode="{status}"/></itemMeta><contentMeta><language tag="en-GB"/>
<headline>{TITLE}</headline></contentMeta><contentSet>
<inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>no text</title></head><body><p>{FIRST}</p>
<p>{SECOND}</p></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>""".encode()


NINJS_1 = {
    "uri": URL,
    "type": "text",
    "pubstatus": "usable",
    "headline": TITLE,
    "versioncreated": DATE,
    "language": "en",
    "infosource": [{"name": "Test Wire"}],
    "body_xhtml": f"<p>{FIRST}</p><p>{SECOND}</p>",
    "body_text": f"{FIRST} {SECOND}",
}
NINJS_2 = {
    "uri": URL,
    "headlines": [{"role": "main", "value": TITLE}],
    "contentCreated": DATE,
    "infoSources": [{"name": "Test Wire"}],
    "bodies": [
        {"contentType": "text/plain", "value": f"{FIRST} {SECOND}"},
        {"contentType": "text/html", "value": f"<p>{FIRST}</p><p>{SECOND}</p>"},
    ],
}
SCHEMA_ORG = {
    "@context": "https://schema.org",
    "@type": ["NewsArticle"],
    "headline": TITLE,
    "datePublished": DATE,
    "publisher": [{"name": "Test Wire"}],
    "url": URL,
    "articleBody": f"{FIRST}\n\n{SECOND}",
}


def warc(*responses: tuple[str, bytes, bytes], day: str = "2021-11-17") -> bytes:
    """A web archive of responses: address, header lines, body."""
    records = [b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"]
    for number, (address, head, body) in enumerate(responses):
        block = head + b"\r\n\r\n" + body
        records.append(
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %b\r\nWARC-Date: %bT06:00:00Z\r\n"
            b"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-%012d>\r\n"
            b"Content-Type: application/http; msgtype=response\r\n"
            b"Content-Length: %d\r\n\r\n%b\r\n\r\n"
            % (address.encode(), day.encode(), number, len(block), block)
        )
    return b"".join(records)


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8"


def zipped(**files: bytes) -> bytes:
    """A zip of files, an underscore in their names standing for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return stream.getvalue()


Printed = tuple[float, float, float, str]  # left, base, size, text


def pdf(*pages: list[Printed]) -> bytes:
    """A PDF of pages, each of printed lines in Helvetica."""
    objects = [b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    tree = 2 * len(pages) + 2
    for page in pages:
        marks = b"".join(
            b"BT /F1 %g Tf %g %g Td (%b) Tj ET\n" % (size, left, base, _escaped(text))
            for left, base, size, text in page
        )
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(marks), marks))
        objects.append(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 1 0 R >> >> >>" % (tree, len(objects))
        )
    kids = b" ".join(b"%d 0 R" % (2 * number + 3) for number in range(len(pages)))
    objects.append(b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, len(pages)))
    objects.append(b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
    written, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer << /Size %d /Root %d 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(objects), len(written))
    )


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def column(left: float, top: float, *lines: str, size: float = 10) -> list[Printed]:
    """Lines under each other."""
    return [(left, top - 1.2 * size * number, size, line) for number, line in enumerate(lines)]
