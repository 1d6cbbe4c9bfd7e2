"""Replaying a phone's queue from a file: each item as if the phone had sent it, and answered for.

What an item means, its own route decides: `Deliver` hands it over under the claimed author. Here
is whose it is, in which order, what each edit is based on, and what is entered in the chain.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple, Protocol

from geo_patrol.audit import ADMINISTRATION, Act
from geo_patrol.errors import Forbidden, GeoPatrolError, InvalidInput, NotFound
from geo_patrol.messages import Language
from geo_patrol.outbox.claims import is_claim_of
from geo_patrol.outbox.reading import OutboxFile, Part
from geo_patrol.outbox.records import KeptFile, KeptFixes, KeptRecord, target_of
from geo_patrol.personal import Keyring
from geo_patrol.roles import Role
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import people
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.trail import note

FIELD_ROLES: frozenset[Role] = frozenset({"officer", "auxiliary", "leader"})
"""Who works with a phone: a file in the name of anybody else is made up."""

Result = Literal["new", "same", "conflict", "refused", "failed"]
"""``failed`` is the server's fault: importing again may mend it. The others are final."""


class Reason(NamedTuple):
    """Why an item was not taken: where in it, and in which words."""

    where: str
    zh: str
    en: str

    def text(self, language: Language) -> str:
        """Return the reason in words, led by where it is."""
        words = self.zh if language == "zh" else self.en
        return f"{self.where}: {words}" if self.where else words


class Answer(NamedTuple):
    """What the application answered to one request; ``tag`` is the entity tag, if it has one."""

    status: int
    tag: str | None = None
    reasons: tuple[Reason, ...] = ()


class Deliver(Protocol):
    """Hands requests to the application, in the name of the claimed author."""

    def put(self, path: str, body: bytes, media_type: str, if_match: str | None) -> Answer:
        """Write."""

    def tag_of(self, path: str) -> str | None:
        """Return the entity tag of what is there; None when nothing is, or it has none."""


@dataclass(frozen=True)
class Item:
    """What became of one item: its number in the queue, what it is, and why not if so."""

    seq: int
    name: str
    result: Result
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Importing:
    """An import: the file, its digest, who is said to have written it, and who brings it in."""

    file: OutboxFile
    sha256: str
    author: Officer
    importer: str
    proven: bool


def author_of(store: Store, file: OutboxFile) -> Officer:
    """Return who a file says that it is of.

    Raises
    ------
    NotFound
        When there is nobody of that id.
    Forbidden
        When it is somebody who does not work with a phone.
    """
    with store.reader() as session:
        found = people.officer(session, file.officer_id)
    if found is None:
        raise NotFound("outbox.no_author", officer=str(file.officer_id))
    if found.role not in FIELD_ROLES:
        raise Forbidden("outbox.not_in_the_field", login=found.login, role=found.role)
    return found


def begin(
    store: Store,
    keyring: Keyring,
    file: OutboxFile,
    sha256: str,
    importer: str,
    *,
    now: datetime,
    take_unproven: bool = False,
) -> Importing:
    """Look whose a file is, and enter that it is brought in: before anything of it is written.

    Raises
    ------
    NotFound, Forbidden
        As `author_of`.
    InvalidInput
        When nothing shows that it comes from its author, and nobody said to take it all the same.
    """
    author = author_of(store, file)
    proven = is_claim_of(keyring.claims_key, file.claim, author.id, file.kid)
    if not (proven or take_unproven):
        raise InvalidInput("outbox.unproven", login=author.login)
    details = {
        "author": author.scope.actor,
        "proven": proven,
        "records": len(file.of("record")),
        "fixes": len(file.of("fixes")),
        "files": len(file.of("file")),
    }
    with store.writer() as session:
        note(session, Act(ADMINISTRATION, importer, "import", f"outbox/{sha256}", now, details))
    return Importing(file, sha256, author, importer, proven)


def replay(
    store: Store, importing: Importing, deliver: Deliver, *, now: Callable[[], datetime]
) -> Iterator[Item]:
    """Write what a file holds, and yield what became of each item.

    Records come first, in their order, then tracks that were not finished, then files. One that is
    refused stops no other. Done again, nothing changes.
    """
    file = importing.file
    tags: dict[int, str] = {}
    for part in file.of("record"):
        yield _entered(
            store, importing, _guarded(part, lambda p: _record(file, p, deliver, tags)), now()
        )
    yield from (_entered(store, importing, item, now()) for item in _tracks(file, deliver))
    for part in file.of("file"):
        yield _entered(
            store, importing, _guarded(part, lambda p: _evidence(file, p, deliver)), now()
        )


def _entered(store: Store, importing: Importing, item: Item, now: datetime) -> Item:
    details = {
        "author": importing.author.scope.actor,
        "outbox": importing.sha256,
        "number": item.seq,
        "result": item.result,
    }
    outcome: Literal["done", "refused"] = "done" if item.result in ("new", "same") else "refused"
    act = Act(ADMINISTRATION, importing.importer, "replay", item.name, now, details, outcome)
    with store.writer() as session:
        note(session, act)
    return item


def _guarded(part: Part, work: Callable[[Part], Item]) -> Item:
    """Answer for a part that does not open: the others may."""
    try:
        return work(part)
    except InvalidInput as error:
        return _not_taken(part, error)


def _not_taken(part: Part, error: GeoPatrolError) -> Item:
    why = Reason("", error.text("zh"), error.text("en"))
    return Item(part.seq, f"{part.kind}/{part.seq}", "refused", (why,))


def _record(file: OutboxFile, part: Part, deliver: Deliver, tags: dict[int, str]) -> Item:
    kept = file.read(part, KeptRecord)
    target = target_of(kept.path)
    if target is None:
        raise InvalidInput("outbox.no_such_record")
    if_match = None
    if kept.edits:
        if_match = kept.base if part.after is None else tags.get(part.after, kept.base)
    before = deliver.tag_of(kept.path) if if_match is not None else None
    answer = deliver.put(kept.path, _json(kept.body), "application/json", if_match)
    result = _result(answer)
    if answer.status == 200 and if_match is not None and before != answer.tag:
        result = "new"
    if result in ("new", "same") and answer.tag is not None:
        tags[part.seq] = tag_after(if_match)
    return Item(part.seq, f"{target.kind}/{target.record_id}", result, answer.reasons)


def tag_after(if_match: str | None) -> str:
    """Return the entity tag of the version that an accepted write made, or had made before.

    Not that of the answer: to a repeat the server answers with the version in force, which may be
    somebody else's edit that the author has never seen. An edit based on it would undo it.
    """
    return '"1"' if if_match is None else f'"{int(if_match.strip(chr(34))) + 1}"'


def _tracks(file: OutboxFile, deliver: Deliver) -> Iterator[Item]:
    of_track: dict[tuple[str, str], list[KeptFixes]] = {}
    for part in file.of("fixes"):
        try:
            kept = file.read(part, KeptFixes)
        except InvalidInput as error:
            yield _not_taken(part, error)
        else:
            of_track.setdefault((kept.patrol_id, kept.track_id), []).append(kept)
    for (patrol_id, track_id), pieces in of_track.items():
        if all(piece.carried for piece in pieces):
            continue
        fixes = sorted({_ms(one.at): one for piece in pieces for one in piece.fixes}.items())
        body = {
            "device": pieces[0].device,
            "t": [t for t, _ in fixes],
            "lon": [one.lon for _, one in fixes],
            "lat": [one.lat for _, one in fixes],
            "accuracy_m": [one.accuracy_m for _, one in fixes],
        }
        path = f"/api/v1/patrols/{patrol_id}/tracks/{track_id}"
        answer = deliver.put(path, _json(body), "application/json", None)
        yield Item(0, f"track/{track_id}", _result(answer), answer.reasons)


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _evidence(file: OutboxFile, part: Part, deliver: Deliver) -> Item:
    kept = file.read(part, KeptFile)
    content = file.content_of(part)
    answer = deliver.put(kept.address, content, "application/octet-stream", None)
    return Item(part.seq, f"evidence/{kept.sha256}", _result(answer), answer.reasons)


def _json(body: dict[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()


def _result(answer: Answer) -> Result:
    match answer.status:
        case 201:
            return "new"
        case 200:
            return "same"
        case 409 | 412:
            return "conflict"
        case status if status >= 500 or status == 429:
            return "failed"
    return "refused"
