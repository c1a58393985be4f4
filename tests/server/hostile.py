"""Inputs that try to break the server, to make it hang, or to make it reach where it must not.

`{canary}` stands for a listener on this machine that nobody may contact, `{secret}` for a file
that nobody may read.
"""

from __future__ import annotations

JSON_LD = '{"@context": "CONTEXT", "@id": "urn:a", "urn:p": 1}'
NUMBERS = "VALUES ?x { " + " ".join(map(str, range(1000))) + " } "
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"


def _doubling(times: int) -> str:
    binds = [f"BIND(CONCAT({', '.join([f'?v{n}'] * 10)}) AS ?v{n + 1})" for n in range(times)]
    return f"SELECT (STRLEN(?v{times}) AS ?n) {{ BIND('{'x' * 1000}' AS ?v0) {' '.join(binds)} }}"


REACHING = {
    "service": "SELECT * { SERVICE <{canary}> { ?s ?p ?o } }",
    "service in lower case": "SELECT * { service silent <{canary}> { ?s ?p ?o } }",
    "service as an escape": "SELECT * { \\u0053ERVICE <{canary}> { ?s ?p ?o } }",
    "service as a long escape": "SELECT * { \\U00000053ERVICE <{canary}> { ?s ?p ?o } }",
    "service by variable": "SELECT * { VALUES ?w { <{canary}> } SERVICE ?w { ?s ?p ?o } }",
    "service by prefix": "PREFIX c: <{canary}/> SELECT * { SERVICE c:x { ?s ?p ?o } }",
    "service after a quote": "SELECT * { ?s ?p '\\u0027 } SERVICE <{canary}> { # ' }",
    "service in a subquery": "SELECT * { { SELECT * { SERVICE <{canary}> { ?s ?p ?o } } } }",
    "service in exists": "ASK { FILTER EXISTS { SERVICE <{canary}> { ?s ?p ?o } } }",
    "service by base": "BASE <{canary}/> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "service to a file": "SELECT * { SERVICE <file://{secret}> { ?s ?p ?o } }",
    "service to metadata": "SELECT * { SERVICE <http://169.254.169.254/latest> { ?s ?p ?o } }",
    "service to a number": "SELECT * { SERVICE <http://2130706433/> { ?s ?p ?o } }",
    "service to a mapped address": "ASK { SERVICE <http://[::ffff:127.0.0.1]/> { ?s ?p ?o } }",
    "from another host": "SELECT * FROM <{canary}> { ?s ?p ?o }",
    "from a file": "SELECT * FROM <file://{secret}> { ?s ?p ?o }",
    "from named": "SELECT * FROM NAMED <{canary}> { GRAPH ?g { ?s ?p ?o } }",
    "graph of a host": "SELECT * { GRAPH <{canary}> { ?s ?p ?o } }",
    "describe a host": "DESCRIBE <{canary}>",
}
REACHING_UPDATES = {
    "load": "LOAD <{canary}>",
    "load silent": "LOAD SILENT <{canary}>",
    "load a file": "LOAD <file://{secret}>",
    "load a file silently": "LOAD SILENT <file://{secret}> INTO GRAPH <urn:g>",
    "load as an escape": "\\u004cOAD <{canary}>",
    "load by prefix": "PREFIX c: <{canary}/> LOAD c:x",
    "load after another": "INSERT DATA {} ; LOAD <{canary}>",
    "load by base": "BASE <{canary}/> LOAD <x>",
    "service in where": "INSERT { ?s ?p ?o } WHERE { SERVICE <{canary}> { ?s ?p ?o } }",
    "service in using": "DELETE {} USING <{canary}> WHERE { SERVICE <{canary}> {} }",
}
NESTED = {
    "groups": "SELECT * " + "{" * 100_000 + "}" * 100_000,
    "open groups": "SELECT * " + "{" * 300_000,
    "parentheses": "ASK { FILTER(" + "(" * 50_000 + "1" + ")" * 50_000 + ") }",
    "negations": "ASK { FILTER(" + "!" * 50_000 + "true) }",
    "minus signs": "SELECT (" + "-" * 50_000 + "1 AS ?x) {}",
    "unions": "ASK { " + "{} UNION " * 20_000 + "{} }",
    "optionals": "ASK { " + "OPTIONAL { " * 5_000 + "}" * 5_000 + " }",
    "subqueries": "SELECT * { " + "{ SELECT * { " * 3_000 + "} }" * 3_000 + " }",
    "paths": "ASK { ?s " + "(" * 20_000 + "<urn:p>" + ")*" * 20_000 + " ?o }",
    "sequences": "ASK { ?s " + "<urn:p>/" * 20_000 + "<urn:p> ?o }",
    "alternatives": "ASK { FILTER(" + "?x || " * 20_000 + "?x) }",
    "sums": "SELECT (1" + " + 1" * 60_000 + " AS ?x) {}",
    "collections": "ASK { ?s ?p " + "(" * 20_000 + ")" * 20_000 + " }",
    "blank nodes": "ASK { ?s ?p " + "[ <urn:p> " * 20_000 + "1" + "]" * 20_000 + " }",
    "triple terms": "ASK { ?s ?p " + "<<( ?a ?b " * 20_000 + "1" + " )>>" * 20_000 + " }",
    "functions": "SELECT (" + "STR(" * 20_000 + "1" + ")" * 20_000 + " AS ?x) {}",
    "a list of many": "ASK { FILTER(?x IN (" + "1," * 200_000 + "1)) }",
    "many prefixes": "".join(f"PREFIX p{n}: <urn:{n}>\n" for n in range(30_000)) + "ASK {}",
    "an endless IRI": "ASK { <urn:" + "a" * 900_000 + "> ?p ?o }",
    "an endless string": "ASK { ?s ?p '" + "a" * 900_000 + "' }",
    "a string that never ends": "ASK { ?s ?p '''" + "a'" * 300_000,
    "too long a query": "ASK { # " + "x" * 1_200_000 + "\n }",
    "many variables": "SELECT * { " + " ".join(f"?v{n} ?p{n} ?o{n} ." for n in range(8_000)) + "}",
    "nothing but brackets": "[{(<" * 100_000,
    "a NUL": "ASK { ?s ?p '\0' }",
    "a lone surrogate": "ASK { ?s ?p '\\uD800' }",
}
HEAVY = {
    "product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "sorted product": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i LIMIT 1",
    "product of values": "SELECT (COUNT(*) AS ?n) { "
    + "".join(NUMBERS.replace("?x", f"?x{n}") for n in range(5))
    + "}",
    "doubling": _doubling(9),
    "concatenation": "SELECT (GROUP_CONCAT(?c) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "distinct product": "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "any path": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:none>|^!<urn:none>)* ?b }",
    "path of paths": "ASK { ?a ((!<urn:x>)*/(!<urn:y>)*)* ?b . ?b (!<urn:z>)+ 'never' }",
    "regex": f"ASK {{ FILTER REGEX('{'a' * 5_000}', '(((a{{1,99}}){{1,99}}){{1,99}})b') }}",
    "regex that explodes": "ASK { FILTER REGEX('" + "a" * 60 + "!', '^(a|a)*(a|a)*(a|aa)+$') }",
    "replace": "SELECT (REPLACE('" + "a" * 50_000 + "', '', 'bbbbbbbbbb') AS ?x) {}",
    "hashes": "SELECT (COUNT(SHA512(CONCAT(STR(?a), STR(?d), STR(?g)))) AS ?n) "
    "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "negated product": "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER NOT EXISTS { ?c ?f ?i } "
    "FILTER(?a = 'never') }",
    "a long answer": "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    "a long graph": "CONSTRUCT { ?a ?e ?f . ?d ?b ?c } WHERE { ?a ?b ?c . ?d ?e ?f }",
}
DATA = {
    "entities": (
        "application/rdf+xml",
        '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 if n else str()};" * 10}">' for n in range(9))
        + ']><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&a8;</rdf:RDF>',
    ),
    "an external entity": (
        "application/rdf+xml",
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file://{secret}">]><rdf:RDF xmlns:p="urn:p" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        'rdf:about="urn:a"><p:p>&x;</p:p></rdf:Description></rdf:RDF>',
    ),
    "a remote context": ("application/ld+json", JSON_LD.replace("CONTEXT", "{canary}")),
    "a context in a file": ("application/ld+json", JSON_LD.replace("CONTEXT", "file://{secret}")),
    "nested JSON": ("application/ld+json", '{"urn:p": ' * 100_000 + "1" + "}" * 100_000),
    "nested XML": ("application/rdf+xml", "<a>" * 200_000),
    "nested lists": ("text/turtle", "<urn:a> <urn:b> " + "(" * 200_000 + ")" * 200_000 + " ."),
    "nested triples": (
        "text/turtle",
        "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * 50_000 + "1" + " )>>" * 50_000 + " .",
    ),
    "nested less": (
        "application/n-triples",
        "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * 900 + '"1"' + " )>>" * 900 + " .",
    ),
    "another graph": ("application/trig", "<urn:other> { <urn:a> <urn:b> 1 }"),
    "no RDF": ("text/turtle", "This is no Turtle."),
    "an unknown type": ("application/x-shockwave-flash", "FWS"),
    "UTF-16": ("text/turtle; charset=utf-16", "<urn:a> <urn:b> 1 ."),
}
END = b"HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST /sparql HTTP/1.1\r\nHost: x\r\n"
RAW = {
    "two lengths": POST + b"Content-Length: 4\r\nContent-Length: 40\r\n\r\nASK{",
    "length and chunks": POST + b"Content-Length: 4\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health " + END,
    "a strange encoding": POST + b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
    "a negative length": POST + b"Content-Length: -1\r\n\r\n",
    "a huge length": POST + b"Content-Length: 99999999999\r\n\r\n",
    "a bad chunk": POST + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n\r\n",
    "a folded header": b"GET /health HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\n\r\n",
    "a huge header": b"GET /health HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 400_000 + b"\r\n\r\n",
    "many headers": b"GET /health HTTP/1.1\r\nHost: x\r\n" + b"X-A: b\r\n" * 50_000 + b"\r\n",
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 10 + b"\r\n\r\n",
    "bytes that are no text": b"GET /sparql?query=\xff\xfe " + END,
    "an escape that is no text": b"GET /sparql?query=%FF%FE " + END,
    "a path upwards": b"GET /assets/../../../../etc/passwd " + END,
    "an escaped path upwards": b"GET /assets/%2e%2e/%2e%2e/etc/passwd " + END,
    "a header in the address": b"GET /id/state/ARM%0d%0aX-Injected:%20yes " + END,
    "a header in the graph": b"GET /rdf-graph-store?graph=urn:a%0d%0aX-Injected:yes HTTP/1.1\r\n"
    b"Host: x\r\n\r\n",
    "a thousand parameters": b"GET /sparql?" + b"a=b&" * 2_000 + b"query=ASK{} " + END,
    "a foreign host": b"GET /sparql HTTP/1.1\r\nHost: evil.example\r\nAccept: text/turtle\r\n\r\n",
}
