"""Bad persons in incidents."""

from typing import Any

from bad_case import Case, dumps, fields, put
from hostile_text import CONTROLS, HOSTILE
from incident_cases import GOOD as GOOD_INCIDENT
from incident_cases import INCIDENT

PERSON = {"name": "某人", "id_number": "", "phone": "", "plate": "", "note": ""}
GOOD: dict[str, Any] = {**GOOD_INCIDENT, "persons": [PERSON]}
LONG = {"name": 64, "id_number": 32, "phone": 32, "plate": 16, "note": 500}

FIELDS: list[tuple[str, Any, str]] = [
    ("persons", None, "api.field.list"),
    ("persons", {}, "api.field.list"),
    ("persons", PERSON, "api.field.list"),
    ("persons", "某人", "api.field.list"),
    ("persons", [PERSON] * 51, "api.field.too_many"),
    ("persons[0]", None, "api.field.object"),
    ("persons[0]", "某人", "api.field.object"),
    ("persons[0]", [], "api.field.object"),
    ("persons[0]", {}, "api.field.nobody"),
    ("persons[0]", {"name": ""}, "api.field.nobody"),
    ("persons[0]", dict.fromkeys(PERSON, ""), "api.field.nobody"),
    ("persons[0].name", None, "api.field.text"),
    ("persons[0].id_number", 330624199001011234, "api.field.text"),
    ("persons[0].phone", 13800000000, "api.field.text"),
    ("persons[0].plate", False, "api.field.text"),
    ("persons[0].note", ["a"], "api.field.text"),
    *(
        (f"persons[0].{name}", "x" * (most + 1), "api.field.too_long")
        for name, most in LONG.items()
    ),
    *(("persons[0].name", text, "api.field.control") for text in CONTROLS.values()),
    ("persons[0].name", "a\nb", "api.field.control"),
    ("persons[0].id_number", "3306\t24", "api.field.control"),
    ("persons[0].phone", "138\u202e000", "api.field.control"),
    ("persons[0].plate", "浙D\u0000", "api.field.control"),
    ("persons[0].note", "a\u0085b", "api.field.control"),
    ("persons[0].note", "\u2066a\u2069", "api.field.control"),
    ("persons[0].gender", "f", "api.field.unknown"),
    ("persons[0].photo", "../../etc/passwd", "api.field.unknown"),
    ("persons[0].mark", "0" * 64, "api.field.unknown"),
    ("persons_shown", "shown", "api.field.unknown"),
]


def _given_back(name: str, *persons: dict[str, str]) -> Case:
    body = {**GOOD, "persons": [{**PERSON, **one} for one in persons]}
    return Case(f"incident with {name}", "PUT", INCIDENT, 201, body=body, echo=("persons",))


PERSONS = [
    *fields("incident", INCIDENT, GOOD, FIELDS),
    Case(
        "incident with a person named twice",
        "PUT",
        INCIDENT,
        422,
        "api.invalid",
        {"persons[0].name": "api.field.twice"},
        content=dumps({**GOOD, "patrol_id": None}).replace(b'"name":', b'"name": "b", "name":'),
    ),
    *(_given_back(f"a note on a person, {name}", {"note": text}) for name, text in HOSTILE.items()),
    *(
        _given_back(f"a person named {name}", {"name": text})
        for name, text in HOSTILE.items()
        if len(text) <= LONG["name"] and name != "line ends"
    ),
    _given_back("fifty persons", *({"name": str(n)} for n in range(50))),
    _given_back("one person twice", {}, {}),
    _given_back("every field full", {name: "长" * most for name, most in LONG.items()}),
    _given_back("numbers as people write them", {"id_number": "３３０６ 24-x", "phone": "+86 138"}),
    Case(
        "persons put into what its sender may not see",
        "PUT",
        "/api/v1/incidents/{incident}",
        403,
        "records.persons_not_permitted",
        body=put(GOOD, "narrative", "edit"),
        headers={"if-match": '"1"'},
        who="auxiliary",
    ),
    Case(
        "persons put in by who writes nothing",
        "PUT",
        INCIDENT,
        403,
        "api.not_permitted",
        body=GOOD,
        who="briefing",
    ),
]
