"""The log-in page: what was typed comes back as text, and sends nobody elsewhere."""

import pytest
from api_world import World
from bad_scene import RUNS
from hostile_text import CONTROLS, HOSTILE

FORM = "application/x-www-form-urlencoded"

ELSEWHERE = [
    "//evil.test",
    "https://evil.test",
    "/\\evil.test",
    "\\/evil.test",
    "javascript:alert(1)",
    "///evil.test",
    "http:evil.test",
    " //evil.test",
    "/\t/evil.test",
    "data:text/html,x",
    "/\r\nSet-Cookie: a=b",
    "@evil.test",
    "/" * 5000,
]

FORMS: list[tuple[str, bytes, str, int]] = [
    ("no form", b"{}", "application/json", 415),
    ("many parts", b"--x", "multipart/form-data; boundary=x", 415),
    ("no kind", b"login=a", "", 415),
    ("nothing", b"", FORM, 401),
    ("bytes that are no UTF-8", b"login=\xff&password=x", FORM, 400),
    ("escapes that are no UTF-8", b"login=%ff&password=x", FORM, 400),
    ("21 fields", b"&".join(b"a=%d" % n for n in range(21)), FORM, 400),
    ("100,000 fields", b"a=1&" * 4000, FORM, 400),
    ("40 KB", b"login=" + b"a" * 40_000, FORM, 413),
    ("a name of 65", b"password=x&login=" + b"a" * 65, FORM, 401),
    ("a password of 1,025", b"login=x&password=" + b"a" * 1025, FORM, 401),
    ("two names", b"login=a&login=b&password=x", FORM, 401),
    ("a name with a NUL", b"login=%00&password=x", FORM, 401),
]


@pytest.mark.parametrize("text", [*HOSTILE.values(), *CONTROLS.values()], ids=[*HOSTILE, *CONTROLS])
def test_a_name_typed_comes_back_as_text(loaded_world: World, text: str) -> None:
    client = loaded_world.stranger(address=f"10.1.0.{len(loaded_world.clients)}")
    answer = client.ask("POST", "/login", data={"login": text, "password": text, "next": text})
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert not [one for one in RUNS if one in answer.text]


@pytest.mark.parametrize("target", ELSEWHERE, ids=ascii)
def test_the_way_on_leads_nowhere_else(loaded_world: World, target: str) -> None:
    answer = loaded_world.stranger().get("/", params={"next": target})
    assert answer.status_code == 200
    assert 'name="next" value="/"' in answer.text


@pytest.mark.parametrize(
    ("data", "media_type", "status"),
    [form[1:] for form in FORMS],
    ids=[form[0] for form in FORMS],
)
def test_a_form_that_is_none_is_refused(
    loaded_world: World, data: bytes, media_type: str, status: int
) -> None:
    client = loaded_world.stranger(address=f"10.2.0.{len(loaded_world.clients)}")
    headers = {"content-type": media_type} if media_type else {}
    answer = client.ask("POST", "/login", content=data, headers=headers)
    assert answer.status_code == status
    assert "location" not in answer.headers
