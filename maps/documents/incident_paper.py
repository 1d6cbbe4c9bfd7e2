"""An incident on paper: what, where, when, what was done, the law, photos, how it came about."""

import base64
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import ImageOps, UnidentifiedImageError

from geo_patrol.errors import InvalidInput
from geo_patrol.evidence.inspecting import open_photo
from geo_patrol.incidents.sheet import IncidentSheet, Step
from geo_patrol.messages import text
from geo_patrol.seizures.sheet import Printed
from maps.documents.phrases import breakable
from maps.documents.place_plan import levels_shown, place_plan
from maps.documents.setting import set_page

TAGGED_ROWS = 500
PHOTO_PX = (700, 525)
DEGREES = 5
"""Digits of a place on paper: a metre."""
LONGEST_WORD = 14
"""Letters of a word that find room in a column."""
_TEMPLATE = "incident.typ"  # not a message

Rows = list[list[str]]


def set_incident(sheet: IncidentSheet, font: Path | None) -> Printed:
    """Return the paper of an incident as PDF; the same sheet gives the same bytes.

    Parameters
    ----------
    font
        A font file with Chinese letters.

    Raises
    ------
    Unavailable
        Without such a font.
    """
    words = _Words(sheet)
    place = (sheet.lon, sheet.lat, sheet.around, sheet.metric_epsg)
    pictures = {"plan.svg": place_plan(*place)}
    photos, unreadable = [], []
    for one in sheet.files:
        if one.picture is None:
            continue
        drawn = _photo(one.picture)
        if drawn is None:
            unreadable.append(words.say("unreadable", n=one.number))
            continue
        name = f"photo-{one.number}.svg"
        pictures[name] = drawn
        caption = words.say("picture", n=one.number)
        photos.append({"file": name, "caption": f"{caption}　{words.when(one.taken_at)}".strip()})
    page = words.page(levels_shown(*place), photos, unreadable)
    n_rows = len(sheet.files) + len(sheet.steps) + len(sheet.outcomes) + len(sheet.persons)
    return set_page(
        _TEMPLATE,
        page,
        font,
        address=sheet.address,
        pictures=pictures,
        tagged=n_rows <= TAGGED_ROWS,
    )


class _Words:
    """What stands on the paper, in its language."""

    def __init__(self, sheet: IncidentSheet) -> None:
        self.sheet = sheet

    def say(self, key: str, **params: object) -> str:
        return text(f"incident_paper.{key}", self.sheet.language, **params)

    def when(self, at: datetime | None) -> str:
        return "" if at is None else f"{at.astimezone(self.sheet.zone):%Y-%m-%d %H:%M}"

    def page(
        self, levels: Sequence[str], photos: list[dict[str, str]], unreadable: list[str]
    ) -> dict[str, Any]:
        sheet, language = self.sheet, self.sheet.language
        return {
            "lang": language,
            "title": self.say("title"),
            "authority": sheet.authority,
            "category": sheet.category,
            "version": self.say("version", n=sheet.version),
            "id": str(sheet.id),
            "as_of": self.say("as_of", moment=self.when(sheet.as_of)),
            "marks": [*self._marks()],
            "alerts": [*self._alerts()],
            "facts": [[name, breakable(value)] for name, value in self._facts()],
            "plan": {
                "title": self.say("map"),
                "size": self.say("map_size"),
                "levels": [{"kind": one, "name": self.say(f"map_{one}")} for one in levels],
                "here": self.say("map_here"),
            },
            "narrative": {"title": self.say("narrative"), "lines": [*self._narrative()]},
            "tables": [*self._tables()],
            "photos": {
                "title": self.say("photos"),
                "items": photos,
                "notes": [*self._photo_notes(len(photos)), *unreadable],
            },
            "files": [*self._files()],
            "notes": [*self._notes()],
            "words": {
                "code": text("papers.code", language),
                "page": text("papers.page", language, here="{here}", all="{all}"),
                "stood_in": text("papers.stood_in", language),
                "missing": text("papers.missing", language),
            },
        }

    def _marks(self) -> Iterator[str]:
        if self.sheet.demo:
            yield text("papers.demo", self.sheet.language)
        if self.sheet.voided:
            yield text("papers.voided", self.sheet.language)

    def _alerts(self) -> Iterator[str]:
        sheet = self.sheet
        if sheet.voided and sheet.void_reason:
            yield text("papers.voided_why", sheet.language, reason=sheet.void_reason)
        elif sheet.voided and sheet.redacted:
            yield self.say("void_hidden")
        yield from sheet.remarks

    def _facts(self) -> Iterator[tuple[str, str]]:
        sheet = self.sheet
        accuracy = ""
        if sheet.accuracy_m is not None:
            accuracy = " " + self.say("accuracy", n=f"{sheet.accuracy_m:.0f}")
        point = f"{sheet.lat:.{DEGREES}f}°N, {sheet.lon:.{DEGREES}f}°E{accuracy}"
        yield self.say("occurred_at"), self.when(sheet.occurred_at)
        yield self.say("place"), sheet.place or self.say("outside_areas")
        yield self.say("point"), f"{point} · {sheet.placed_by}"
        yield self.say("cell"), sheet.cell or "—"
        yield self.say("source"), sheet.source
        yield self.say("squad"), sheet.squad
        yield self.say("received_at"), self.when(sheet.received_at)

    def _narrative(self) -> Iterator[str]:
        if self.sheet.redacted:
            yield self.say("hidden")
            return
        lines = [one.strip() for one in self.sheet.narrative.splitlines() if one.strip()]
        yield from lines or [self.say("no_narrative")]

    def _tables(self) -> Iterator[dict[str, Any]]:
        yield self._outcomes()
        if self.sheet.seized:
            yield self._seized()
        yield self._persons()
        yield self._law()

    def _outcomes(self) -> dict[str, Any]:
        rows = [
            [
                one.name,
                _number(one.people),
                _number(one.fine_yuan),
                one.agency,
                self.when(one.at),
                one.note,
            ]
            for one in self.sheet.outcomes
        ]
        heads = ("outcome", "people", "fine_yuan", "agency", "done_at", "note")
        return self._table("outcomes", heads, rows, (1.5, 0.7, 1, 1.4, 1.4, 2.4), "no_outcome")

    def _seized(self) -> dict[str, Any]:
        rows = [[one.name, f"{one.quantity:,} {one.unit}", one.note] for one in self.sheet.seized]
        return self._table("seized", ("name", "quantity", "note"), rows, (2, 1, 4), "no_outcome")

    def _persons(self) -> dict[str, Any]:
        empty = {
            "redacted": "persons_hidden",
            "expired": "persons_expired",
        }.get(self.sheet.showing, "no_persons")
        rows = [
            [one.name, one.id_number, one.phone, one.plate, one.note] for one in self.sheet.persons
        ]
        heads = ("person", "id_number", "phone", "plate", "note")
        return self._table("persons", heads, rows, (1.2, 1.9, 1.4, 1.3, 2.4), empty)

    def _law(self) -> dict[str, Any]:
        rows = []
        for one in self.sheet.law:
            marks = [] if one.verified else [self.say("unverified")]
            if one.gone_by:
                marks.append(self.say("applied"))
            title = " ".join(filter(None, (one.title + "".join(marks), one.stands)))
            rows.append([one.act, title, one.authority, one.fine, one.dates])
        heads = ("act", "text", "authority", "fine", "dates")
        table = self._table("law", heads, rows, (1, 2.6, 1.6, 2, 1.5), "no_law")
        decided = [
            " ".join(filter(None, (one.what, self.when(one.at), one.who, one.more)))
            for one in self.sheet.decisions
        ]
        return {**table, "below": [*self.sheet.law_remarks, *decided]}

    def _files(self) -> Iterator[dict[str, Any]]:
        rows = [
            [
                str(one.number),
                one.kind,
                self.when(one.taken_at),
                f"{max(1, round(one.size_bytes / 1024)):,}",
                one.note,
                breakable(one.sha256, 32),
            ]
            for one in self.sheet.files
        ]
        heads = ("number", "media", "taken_at", "size_kb", "note", "digest")
        yield self._table("evidence", heads, rows, (0.6, 0.8, 1.5, 1, 1.6, 3.4), "no_evidence")
        steps = [
            [self.when(one.at), one.what, *self._who(one), one.more] for one in self.sheet.steps
        ]
        shares = (1.6, 1.6, 3.8) if self.sheet.redacted else (1.6, 1.6, 1.2, 3.6)
        columns = (
            ("when", "what", "more") if self.sheet.redacted else ("when", "what", "who", "more")
        )
        yield self._table("timeline", columns, steps, shares, "no_outcome")

    def _who(self, one: Step) -> list[str]:
        return [] if self.sheet.redacted else [one.who]

    def _table(
        self,
        title: str,
        heads: Sequence[str],
        rows: Rows,
        shares: Sequence[float],
        empty: str,
    ) -> dict[str, Any]:
        # A column in which nothing stands takes room from those that say something.
        used = [n for n in range(len(heads)) if n == 0 or any(row[n] for row in rows)]
        return {
            "title": self.say(title),
            "heads": [self.say(heads[n]) for n in used],
            "shares": [shares[n] for n in used],
            "rows": [[*_breakable(row[n] for n in used)] for row in rows],
            "empty": self.say(empty),
            "below": [],
        }

    def _photo_notes(self, n_shown: int) -> Iterator[str]:
        n_more = sum(one.picture is None and one.is_photo for one in self.sheet.files)
        if n_shown and n_more:
            yield self.say("photos_more", n=n_more)

    def _notes(self) -> Iterator[str]:
        if self.sheet.redacted:
            yield self.say("redacted")
        if not all(one.verified for one in self.sheet.law):
            yield self.say("unverified_note")
        yield self.say("boundary_note")
        if self.sheet.files:
            yield self.say("digest_note")


def _number(one: int | None) -> str:
    return "" if one is None else f"{one:,}"


def _breakable(row: Iterable[str]) -> Iterator[str]:
    return (breakable(one, LONGEST_WORD) if "\u200b" not in one else one for one in row)


def _photo(path: Path) -> bytes | None:
    """Return a photo as it is printed, small and upright; None if it is no picture.

    It came from a phone: it is decoded here, and made anew, before typst sees it; nothing of what
    the camera told goes along.
    """
    try:
        with open_photo(path) as image:
            image.draft("RGB", PHOTO_PX)
            turned = ImageOps.exif_transpose(image)
            turned.thumbnail(PHOTO_PX)
            flat = turned.convert("RGB")
    except (OSError, ValueError, UnidentifiedImageError, InvalidInput):
        return None
    file = io.BytesIO()
    flat.save(file, "JPEG", quality=80)
    inside = base64.b64encode(file.getvalue()).decode()
    size = f'width="{flat.width}" height="{flat.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        f'<image {size} href="data:image/jpeg;base64,{inside}"/></svg>'
    ).encode()
