import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchwise.errors import InputError
from twitchwise.exchange.plain_xml import DamagedXml, read_elements, tag_of

LAUGHS = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'


def rows(data: bytes) -> list[dict[str, str]]:
    return [dict(element.attrib) for element in read_elements(io.BytesIO(data), "row")]


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE a>",
        '<!DOCTYPE a PUBLIC "x" "y">',
        "<!DOCTYPE a [ <!ELEMENT a (row*)> ]>",
        "<!DOCTYPE a [ <!ELEMENT a (row*)> <!ATTLIST broken ]>",
        "<!-- > ]> --><!DOCTYPE a [ <!ELEMENT",
        "<!DOCTYPE a [" + "<!ELEMENT b (c)>\n" * 20_000 + "]>",
    ],
)
def test_a_document_type_is_cut_out_however_broken(doctype: str) -> None:
    assert rows(f'<?xml version="1.0"?>\n{doctype}<a><row n="1"/></a>'.encode()) == [{"n": "1"}]


def test_an_endless_document_type_is_damage() -> None:
    with pytest.raises(DamagedXml, match="never ends"):
        rows(b"<!DOCTYPE a [" + b"<!ELEMENT b (c)>" * 100_000)


@pytest.mark.parametrize("use", ["&b;", "&f;"])
def test_an_entity_is_never_expanded(use: str) -> None:
    with pytest.raises(DamagedXml):
        rows(f'{LAUGHS}<a><row n="{use}"/></a>'.encode())
    assert rows(f'{LAUGHS}<a><row n="1"/></a>'.encode()) == [{"n": "1"}]


def test_a_second_document_type_is_refused() -> None:
    with pytest.raises((InputError, DamagedXml)):
        rows(b"<!DOCTYPE a [ <a/ ]><!DOCTYPE a []><a><row/></a>")


def test_control_characters_are_dropped_wherever_they_stand() -> None:
    padding = "x" * ((1 << 18) - 20)
    text = f'<a><b>{padding}</b><row n="a\x0bb&#11;c&#x0B;d&#9;e\x00&amp;"/></a>'
    assert rows(text.encode()) == [{"n": "abcd\te&"}]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_unicode_encoding_is_told(encoding: str) -> None:
    assert rows('<a><row n="Übung"/></a>'.encode(encoding)) == [{"n": "Übung"}]


def test_a_stated_encoding_is_believed() -> None:
    assert rows('<?xml version="1.0" encoding="ISO-8859-1"?><a><row n="Ü"/></a>'.encode("latin-1")) == [{"n": "Ü"}]
    assert rows('<?xml version="1.0" encoding="rot13"?><a><row n="Ü"/></a>'.encode()) == [{"n": "Ü"}]


def test_a_bad_byte_spoils_one_character() -> None:
    assert rows(b'<a><row n="\xff1"/><row n="2"/></a>') == [{"n": "\ufffd1"}, {"n": "2"}]


def test_what_is_whole_comes_before_the_damage() -> None:
    elements = read_elements(io.BytesIO(b'<a><row n="1"/>\n<row n="2'), "row")
    assert next(elements).get("n") == "1"
    with pytest.raises(DamagedXml, match="line 2"):
        next(elements)


def test_tags_are_found_in_any_namespace_with_what_is_inside() -> None:
    text = b'<a xmlns="urn:x"><skip><row n="1"><c>5</c></row></skip><row n="2"/></a>'
    found = [[tag_of(child) for child in element] for element in read_elements(io.BytesIO(text), "row")]
    assert found == [["c"], []]


@given(st.binary(max_size=200), st.integers(0, 60))
def test_damaged_text_is_damage_not_a_traceback(noise: bytes, at: int) -> None:
    good = b'<?xml version="1.0"?><!DOCTYPE a []><a><row n="1"/><row n="2">text</row></a>'
    with contextlib.suppress(DamagedXml, InputError):
        rows(good[:at] + noise + good[at:])
