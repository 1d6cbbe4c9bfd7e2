"""How an incident's record came to be, for its paper: what was done with it, when, and by whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.evidence.records import EvidenceFile
from geo_patrol.incidents.sheet import Step
from geo_patrol.incidents.voiding import void_id
from geo_patrol.law.decisions import LawDecision
from geo_patrol.messages import Language, text
from geo_patrol.store.repositories import history, people
from geo_patrol.store.repositories.history import Version
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import Scope


@dataclass
class Trail:
    """What is known of a record's way; who wrote and why are left out for who may not see it."""

    session: Session
    scope: Scope
    language: Language
    incident_id: UUID
    versions: Sequence[Version]
    files: Sequence[EvidenceFile]
    decided: Sequence[Kept[LawDecision]]

    def steps(self) -> list[Step]:
        """Return all that was done with the record, in the order of time."""
        all_of_it = [*self._written(), *self._voided(), *self._filed(), *self.decisions()]
        return sorted(all_of_it, key=lambda step: step.at)

    def decisions(self) -> Iterator[Step]:
        """Yield what people decided who were shown what the law says."""
        for one in self.decided:
            said = " · ".join(filter(None, (one.record.decision, one.record.reason)))
            what = text("incident_paper.decided", self.language)
            yield Step(one.record.at, what, self._who(one.found.officer_id), self._told(said))

    def _written(self) -> Iterator[Step]:
        for one in self.versions:
            what = text("incident_paper.written", self.language)
            if one.version > 1:
                what = text("incident_paper.edited", self.language, n=one.version)
            yield Step(one.accepted_at, what, self._who(one.actor_id))

    def _voided(self) -> Iterator[Step]:
        for said in self._voids:
            what = text("incident_paper.was_counted", self.language)
            if said.body["void"]:
                what = text("incident_paper.was_voided", self.language)
            reason = self._told(str(said.body["reason"]))
            yield Step(said.accepted_at, what, self._who(said.actor_id), reason)

    def _filed(self) -> Iterator[Step]:
        for number, file in enumerate(self.files, start=1):
            yield Step(file.stored_at, text("incident_paper.came_in", self.language, n=number))

    @cached_property
    def _voids(self) -> list[Version]:
        return history.versions(self.session, "incident_void", void_id(self.incident_id))

    @cached_property
    def _people(self) -> Mapping[UUID, str]:
        ids = {one.actor_id for one in (*self.versions, *self._voids)}
        return people.names(self.session, ids | {one.found.officer_id for one in self.decided})

    def _told(self, typed: str) -> str:
        return typed if self.scope.reads_in_full else ""

    def _who(self, officer_id: UUID | None) -> str:
        if not self.scope.reads_in_full:
            return ""
        if officer_id is None:
            return text("incident_paper.by_program", self.language)
        return self._people.get(officer_id, text("incident_paper.by_other", self.language))
