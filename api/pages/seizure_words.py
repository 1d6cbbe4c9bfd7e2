"""A seizure in words for its page, made from what the wire has: nothing that was left out there."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any
from uuid import UUID

from api.pages.seizure_view import ClockLine, ItemLine, SeizureView, Signed, Step
from api.remarks import RemarkOut
from api.seizures.chain_schemas import ClockOut, EventOut, FactOut
from api.seizures.schemas import ItemOut, SeizureOut, SignatureOut
from geo_patrol.errors import Finding
from geo_patrol.incidents.catalogue import Catalogue, Terms
from geo_patrol.messages import Language, text
from geo_patrol.seizures import ClockKind, number_list
from geo_patrol.seizures.sheet import Paper
from geo_patrol.workflows.papers import UNITS

LATE = timedelta(minutes=10)
"""From then on, when something was received is told beside when it was done."""

CLOCK_TONES = {"overdue": "bad", "due_soon": "wait", "met": "ok"}
PAPER_NAMES: dict[Paper, str] = {
    "inventory": "papers.inventory",
    "decision": "papers.decision",
    "receipt": "papers.receipt",
}
PRESERVATION_NAMES: dict[Paper, str] = {
    **PAPER_NAMES,
    "inventory": "papers.inventory_preservation",
    "decision": "papers.decision_preservation",
}
STATE_TONES = {None: "bad", "held": "wait", "confiscated": "wait"}


class Wording:
    """Puts a seizure into words.

    Parameters
    ----------
    words
        The catalogue, for what kinds of gear and places are called.
    names
        Officers' names, of those whom the reader may see.
    left
        How much time is left of the periods that run.
    """

    def __init__(
        self,
        words: Catalogue,
        names: Mapping[UUID, str],
        left: Mapping[ClockKind, Finding],
        zone: tzinfo,
        language: Language,
    ) -> None:
        self.words, self.names, self.left = words, names, left
        self.zone, self.language = zone, language

    def view(self, told: SeizureOut, *, voided: bool) -> SeizureView:
        """Return a seizure in words; that one was voided is said to everybody, why is not."""
        wrong: dict[UUID, list[str]] = {}
        for one in told.conflicts:
            wrong.setdefault(one.event_id, []).append(self._reason(one.remark))
        return SeizureView(
            number=told.number,
            measure=self._say(f"papers.measure_{told.measure}"),
            at=self._moment(told.at),
            is_open=told.open,
            is_overdue=any(one.state == "overdue" for one in told.clocks),
            party=self._party(told),
            clocks=tuple(self._clock(one) for one in told.clocks),
            standing=tuple(self._standing(told.items)),
            items=tuple(self._item(one) for one in told.items),
            steps=tuple(self._step(one, wrong.get(one.id, ())) for one in told.events),
            facts=tuple(self._fact(one) for one in told.clock_events),
            officers=tuple(
                (one.name or str(one.officer_id), one.certified) for one in told.officers
            ),
            signatures=tuple(self._signed(one) for one in told.signatures),
            findings=tuple(self._finding(one) for one in told.findings),
            note=told.note,
            voided=voided,
            voided_why=told.voided,
            redacted=told.redacted,
            demo=told.demo,
        )

    def papers(self, told: SeizureOut) -> Iterator[tuple[Paper, str]]:
        """Yield the papers of a seizure with what each is called."""
        names = PRESERVATION_NAMES if told.measure == "preservation" else PAPER_NAMES
        for paper, key in names.items():
            yield paper, self._say(key)

    def _say(self, key: str, **params: Any) -> str:
        return text(key, self.language, **params)

    def _moment(self, at: datetime) -> str:
        return f"{at.astimezone(self.zone):%Y-%m-%d %H:%M}"

    def _reason(self, remark: RemarkOut) -> str:
        return remark.reason_zh if self.language == "zh" else remark.reason_en

    def _name(self, terms: Terms, code: str) -> str:
        term = terms.get(code)
        return code if term is None else term.name(self.language)

    def _place(self, code: str) -> str:
        return self._name(self.words.storage_places, code)

    def _finding(self, remark: RemarkOut) -> str:
        of, _, numbers = remark.where.partition(" ")
        if of != "items" or not numbers:
            return self._reason(remark)
        return f"{self._say('seizure_page.item_numbers', items=numbers)} · {self._reason(remark)}"

    def _party(self, told: SeizureOut) -> str:
        if told.ownerless:
            return self._say("seizure_page.ownerless")
        if told.party is None:
            return self._say("seizure_page.party_unknown")
        return self._say("seizure_page.party_nth", n=told.party)

    def _clock(self, clock: ClockOut) -> ClockLine:
        left = self.left.get(clock.kind)
        if clock.met_at is not None:
            key = "seizure_page.done_late" if clock.late else "seizure_page.done"
            standing = self._say(key, at=self._moment(clock.met_at))
        else:
            standing = "" if left is None else text(left.key, self.language, **dict(left.params))
        if clock.last_day is None:
            until = self._say("seizure_page.due_at", at=self._moment(clock.due_at))
        else:
            until = self._say("seizure_page.day_ends", day=clock.last_day.isoformat())
        added = [
            self._say("seizure_page.extended_days", n=clock.extended_days)
            if clock.extended_days
            else "",
            self._say("seizure_page.tested_days", n=clock.tested_days) if clock.tested_days else "",
        ]
        article = clock.period.article or ""
        basis = self._say("seizure_page.by_law", law=clock.period.law, article=article).strip()
        return ClockLine(
            name=self._say(f"seizures.clock_{clock.kind}"),
            tone="bad" if clock.late else CLOCK_TONES.get(clock.state, ""),
            standing=standing,
            until=" · ".join(filter(None, (until, *added))),
            basis=basis,
            verified=clock.period.verified,
            remarks=tuple(self._reason(one) for one in clock.remarks),
        )

    def _standing(self, items: Sequence[ItemOut]) -> Iterator[str]:
        for state, n in Counter(one.state for one in items).items():
            yield self._say("seizure_page.standing", state=self._state(state), n=n)

    def _state(self, state: str | None) -> str:
        return self._say(f"seizure_page.state_{state or 'not_seized'}")

    def _item(self, item: ItemOut) -> ItemLine:
        unit = self._say(UNITS[item.unit]) if item.unit in UNITS else item.unit
        place = self._place(item.place)
        where = [
            place if item.state == "held" else "",
            self._say("seizure_page.to", to=item.to) if item.to else "",
            ""
            if item.since is None
            else self._say("seizure_page.since", at=self._moment(item.since)),
            self._say("seizure_page.was_in", place=place) if place and item.state != "held" else "",
            ""
            if item.notice_ends is None
            else self._say("seizure_page.notice_ends", at=self._moment(item.notice_ends)),
        ]
        about = [
            self._say("seizure_page.seal", seal=item.seal_number) if item.seal_number else "",
            item.condition,
            self._say("seizure_page.photos", n=len(item.photos)) if item.photos else "",
        ]
        return ItemLine(
            number=item.number,
            name=self._name(self.words.gear, item.kind),
            amount=f"{item.quantity} {unit}",
            state=self._state(item.state),
            tone=STATE_TONES.get(item.state, "ok"),
            where=tuple(filter(None, where)),
            about=tuple(filter(None, about)),
            note=item.note,
        )

    def _step(self, event: EventOut, wrong: Sequence[str]) -> Step:
        place, before = self._place(event.place), self._place(event.from_place)
        moved = self._say("seizure_page.from_to", before=before, after=place) if before else place
        about = [
            moved,
            self._say("seizure_page.to", to=event.to) if event.to else "",
            ""
            if event.notice_ends is None
            else self._say("seizure_page.notice_ends", at=self._moment(event.notice_ends)),
            *self._sent(event),
        ]
        numbers = number_list(event.items)
        return Step(
            at=self._moment(event.at),
            name=self._say(f"seizure_page.event_{event.kind}"),
            items=self._say("seizure_page.item_numbers", items=numbers) if numbers else "",
            about=tuple(filter(None, about)),
            note=event.note,
            counts=event.counts,
            voided=event.voided,
            wrong=tuple(wrong),
        )

    def _fact(self, fact: FactOut) -> Step:
        return Step(
            at=self._moment(fact.at),
            name=self._say(f"seizure_page.fact_{fact.kind}", n=fact.days or 0),
            items="",
            about=tuple(self._sent(fact)),
            note=fact.note,
            counts=fact.counts,
            voided=fact.voided,
            wrong=(),
        )

    def _sent(self, one: EventOut | FactOut) -> Iterator[str]:
        if one.officer_id is not None and one.officer_id in self.names:
            yield self.names[one.officer_id]
        if one.received_at > one.at + LATE:
            yield self._say("seizure_page.received", at=self._moment(one.received_at))

    def _signed(self, one: SignatureOut) -> Signed:
        signer = self._say(f"seizure_page.signer_{one.signer}")
        if one.officer_id is not None and one.officer_id in self.names:
            signer = f"{signer} {self.names[one.officer_id]}"
        if one.refused:
            key = "seizure_page.signed_refused"
        elif one.image is None:
            key = "seizure_page.signed_not"
        else:
            key = "seizure_page.signed"
        return Signed(signer, self._say(key, at=self._moment(one.at)), one.reason)


def people_in(told: SeizureOut) -> set[UUID | None]:
    """Return the officers whose names the page of a seizure needs, as far as it shows any."""
    return {
        *(one.officer_id for one in told.events),
        *(one.officer_id for one in told.clock_events),
        *(one.officer_id for one in told.signatures),
    }
