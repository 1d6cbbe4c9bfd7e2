"""Seizures of a demo season: the decisions and inventories of some of its incidents with gear."""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from uuid import UUID

import numpy as np

from geo_patrol.demo.custody import LONGEST, SHORT, Ending, became
from geo_patrol.demo.days import LAST_DAY
from geo_patrol.demo.ids import Purpose, id_maker, stream
from geo_patrol.demo.people import leader
from geo_patrol.demo.records import Season, SquadCode
from geo_patrol.incidents.catalogue import CATCH
from geo_patrol.incidents.records import Incident
from geo_patrol.messages import text
from geo_patrol.seizures import Item, Measure, Present, Seizure, Signature
from geo_patrol.seizures.invented import Hands, Invented, MakeId, Story

SHARE = 0.6
"""Of the incidents with gear; of the others there is what the incident lists."""

N_OFFICERS = 2
_SQUAD: SquadCode = "reservoir"
_MINUTE = timedelta(minutes=1)
_NETS = frozenset({"netting", "electrofishing"})
_CATCH = 0.4

_ODDITIES: dict[int, Ending] = {3: "late", 7: "disordered"}
"""What goes wrong once, by the number of the decision."""

_OWNERLESS: dict[Ending, float] = {"disposed": 0.6, "destroyed": 0.25, "confiscated": 0.15}
_OF_NETS: dict[Ending, float] = {
    "confiscated": 0.3,
    "destroyed": 0.3,
    "transferred": 0.25,
    "returned": 0.15,
}
_OF_RODS: dict[Ending, float] = {"returned": 0.8, "decided": 0.1, "confiscated": 0.1}


def seizures(season: Season, zone: tzinfo) -> tuple[Invented, ...]:
    """Return the seizures of a season, in order of time; the same season gives the same ones.

    What an inventory lists of gear is what its incident lists, so that the season's sets of gear
    are as many with them as without. All are over before the season is.
    """
    return tuple(_seizures(season, zone))


def _seizures(season: Season, zone: tzinfo) -> Iterator[Invented]:
    rng = stream(season.seed, Purpose.SEIZURES)
    make_id = id_maker(season.seed)
    crews = {patrol.id: patrol.crew for patrol in season.patrols}
    number = 0
    for incident in season.incidents:
        chosen = bool(incident.seized) and rng.random() < SHARE
        left = LAST_DAY - incident.occurred_at.astimezone(zone).date()
        if not chosen or left <= SHORT:
            continue
        number += 1
        hands = _hands(rng, season, crews.get(incident.patrol_id) if incident.patrol_id else None)
        ending = _ending(rng, incident, number) if left > LONGEST else "returned"
        seizure = _seizure(rng, incident, number, hands, _measure(incident, ending), make_id)
        yield became(rng, Story(seizure, hands, make_id), ending, zone)


def _hands(rng: np.random.Generator, season: Season, crew: tuple[UUID, ...] | None) -> Hands:
    """Return two certified officers, of the crew if it has them, and the squad's leader."""
    approver = leader(season.officers, _SQUAD)
    certified = [
        one.id
        for one in season.officers
        if one.squad_code == _SQUAD and one.certified and one.id != approver
    ]
    there = [one for one in certified if one in (crew or ())]
    others = [one for one in certified if one not in there]
    called = [others[int(n)] for n in rng.choice(len(others), N_OFFICERS, replace=False)]
    return Hands(tuple([*there, *called][:N_OFFICERS]), approver)


def _ending(rng: np.random.Generator, incident: Incident, number: int) -> Ending:
    chances = _OF_RODS
    if _ownerless(incident):
        chances = _OWNERLESS
    elif incident.category in _NETS:
        chances = _OF_NETS
    drawn = list(chances)[int(rng.choice(len(chances), p=list(chances.values())))]
    return _ODDITIES.get(number, drawn)


def _measure(incident: Incident, ending: Ending) -> Measure:
    if ending == "transferred":
        return "preservation"
    return "seizure" if incident.source in ("campaign", "joint") else "emergency_seizure"


def _ownerless(incident: Incident) -> bool:
    return any(one.kind == "fled" for one in incident.outcomes)


def _seizure(
    rng: np.random.Generator,
    incident: Incident,
    number: int,
    hands: Hands,
    measure: Measure,
    make_id: MakeId,
) -> Seizure:
    at = incident.occurred_at + int(rng.integers(6, 25)) * _MINUTE
    ownerless = _ownerless(incident)
    return Seizure(
        id=make_id(f"seizure/{incident.id}"),
        squad_code=incident.squad_code,
        number=text("season.seizure.number", "zh", year=f"{at:%Y}", number=f"{number:03d}"),
        measure=measure,
        at=at,
        items=tuple(_items(rng, incident, number)),
        officers=tuple(Present(one, True) for one in hands.officers),
        signatures=() if ownerless else (_refusal(at, hands),),
        incident_id=incident.id,
        ownerless=ownerless,
        note=text("season.note.present", "zh"),
    )


def _items(rng: np.random.Generator, incident: Incident, number: int) -> Iterator[Item]:
    sound, worn = text("season.seizure.sound", "zh"), text("season.seizure.worn", "zh")
    for nth, held in enumerate(incident.seized, start=1):
        yield Item(
            number=nth,
            kind=held.kind,
            quantity=held.quantity,
            unit=held.unit,
            condition=worn if rng.random() < 0.25 else sound,
            seal_number=f"D{number:03d}-{nth}",
            storage_place=text("season.seizure.boat", "zh"),
            note=held.note,
        )
    if incident.category in _NETS and rng.random() < _CATCH:
        yield Item(
            number=len(incident.seized) + 1,
            kind=CATCH,
            quantity=int(rng.integers(2, 40)),
            unit=text("season.seizure.fish", "zh"),
            condition=text("season.seizure.alive", "zh"),
            storage_place=text("season.seizure.boat", "zh"),
        )


def _refusal(at: datetime, hands: Hands) -> Signature:
    return Signature(
        "party",
        at + 5 * _MINUTE,
        refused=True,
        recorded_by=hands.officers[0],
        reason=text("season.seizure.refused", "zh"),
    )
