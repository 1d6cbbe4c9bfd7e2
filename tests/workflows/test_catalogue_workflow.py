"""The catalogue in the store: the program's terms with the office's over them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from duty_making import VAULT
from sqlalchemy import event, text

from geo_patrol.audit import ADMINISTRATION
from geo_patrol.errors import (
    Conflict,
    Forbidden,
    InvalidInput,
    NotFound,
    PreconditionFailed,
)
from geo_patrol.incidents.catalogue import CATCH, Catalogue, built_in
from geo_patrol.incidents.records import Incident, Outcome, SeizedItem
from geo_patrol.incidents.terms import Term
from geo_patrol.ledgers import LedgerRead
from geo_patrol.store import schema
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import history, incidents, people
from geo_patrol.store.scope import SYSTEM, scope_of
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.catalogue import (
    KIND,
    current,
    put_term,
    submission_of_term,
    term_id,
    write_term,
)
from geo_patrol.workflows.catalogue_lists import CatalogueReport, import_terms
from geo_patrol.workflows.law import import_law, table_in_force
from geo_patrol.workflows.records import put_incident

NOW = datetime(2022, 10, 2, tzinfo=UTC)
OWN = Term("categories", "bait_drone", "无人机投饵", "Baiting by drone", "fishing", "reservoir")
RETIRED = replace(built_in().categories["washing"], retired=True)


@pytest.fixture(autouse=True)
def squads(store: Store) -> None:
    with store.upkeep() as session:
        people.ensure_squad(session, "reservoir", "库区执法队", "Reservoir squad")
        people.ensure_squad(session, "park", "园区执法队", "Park squad")


def listed(*terms: Term) -> LedgerRead[Term]:
    return LedgerRead(terms, (), len(terms), ())


def an_incident(**changes: Any) -> Incident:
    incident = Incident(
        id=uuid4(),
        squad_code="reservoir",
        occurred_at=NOW - timedelta(hours=1),
        lon=120.99,
        lat=29.47,
        accuracy_m=6.0,
        placed_by="gps",
        category="angling",
        source="patrol",
    )
    return replace(incident, **changes)


def flags_of(store: Store, incident: Incident) -> tuple[str, ...]:
    put_incident(store, SYSTEM, incident, VAULT, now=NOW)
    with store.reader() as session:
        stored = incidents.incident(session, incident.id, SYSTEM)
    assert stored is not None
    return stored.flags


def edited(store: Store, *terms: Term) -> None:
    for term in terms:
        put_term(store, SYSTEM, term, now=NOW)


def test_a_new_store_has_the_program_s_terms(store: Store) -> None:
    with store.reader() as session:
        assert current(session) is built_in()


def test_a_term_is_made_edited_and_retired_and_each_is_a_version(store: Store) -> None:
    first = put_term(store, SYSTEM, OWN, now=NOW)
    again = put_term(store, SYSTEM, OWN, now=NOW)
    assert (first.version, first.created, again.changed) == (1, True, False)
    with pytest.raises(Conflict):
        put_term(store, SYSTEM, replace(OWN, zh="投饵"), now=NOW)
    gone = replace(OWN, retired=True)
    assert put_term(store, SYSTEM, gone, now=NOW, if_match=1).version == 2
    with pytest.raises(PreconditionFailed):
        put_term(store, SYSTEM, OWN, now=NOW, if_match=1)
    with store.reader() as session:
        assert current(session).categories["bait_drone"] == gone
        assert gone not in current(session).offered("categories")
        versions = history.versions(session, KIND, term_id("categories", "bait_drone"))
    assert [one.chain for one in versions] == [ADMINISTRATION] * 2


def test_one_of_the_program_s_is_changed_from_version_0_and_only_then_kept(store: Store) -> None:
    rod = built_in().gear["rod"]
    assert put_term(store, SYSTEM, rod, now=NOW).version == 0
    assert put_term(store, SYSTEM, replace(rod, zh="鱼竿"), now=NOW, if_match=0).version == 1
    assert put_term(store, SYSTEM, rod, now=NOW, if_match=1).version == 2
    with store.reader() as session:
        assert current(session).gear == built_in().gear


def test_a_term_that_does_not_fit_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(InvalidInput) as caught:
        put_term(store, SYSTEM, replace(OWN, zh="垂钓", parent="sky"), now=NOW)
    assert [one.where for one in caught.value.findings] == ["parent", "zh"]
    with pytest.raises(NotFound):
        put_term(store, SYSTEM, replace(OWN, squad_code="navy"), now=NOW)
    with store.reader() as session:
        assert current(session) is built_in()


def test_what_was_rolled_back_is_not_remembered(store: Store) -> None:
    with pytest.raises(RuntimeError, match="given up"), store.writer() as session:
        write_term(session, submission_of_term(SYSTEM, OWN, NOW, None), OWN)
        assert "bait_drone" in current(session).categories
        raise RuntimeError("given up")
    with store.reader() as session:
        assert "bait_drone" not in current(session).categories


def test_knowing_the_catalogue_costs_one_look_at_a_key_once_it_was_read(store: Store) -> None:
    edited(store, OWN)
    asked: list[str] = []
    with store.reader() as session:
        first = current(session)
        bind = session.connection()
        event.listen(bind, "before_cursor_execute", lambda *call: asked.append(call[2]))
        assert current(session) is first
    assert len(asked) == 1 and "store_meta" in asked[0]


def test_an_incident_may_have_the_office_s_own_terms(store: Store) -> None:
    incident = an_incident(
        category="bait_drone",
        outcomes=(Outcome("mediated", 2),),
        seized=(SeizedItem("net_gun", 1),),
    )
    with pytest.raises(InvalidInput) as caught:
        put_incident(store, SYSTEM, incident, VAULT, now=NOW)
    assert len(caught.value.findings) == 3
    mediated = Term("outcomes", "mediated", "调解", "Mediated", counts_people=True)
    edited(store, OWN, mediated, Term("gear", "net_gun", "网枪", "Net gun"))
    assert flags_of(store, incident) == ("outside_areas",)
    assert verify(store).sound


def test_an_incident_with_a_retired_term_is_taken_and_flagged(store: Store) -> None:
    before = an_incident(category="washing")
    assert "retired_term" not in flags_of(store, before)
    edited(store, RETIRED)
    assert "retired_term" in flags_of(store, an_incident(category="washing"))
    with store.reader() as session:
        kept = incidents.incident(session, before.id, SYSTEM)
    assert kept is not None and (kept.incident, kept.flags) == (before, ("outside_areas",))


def test_a_category_of_everybody_s_is_nobody_else_s(store: Store) -> None:
    edited(store, replace(OWN, parent=None, squad_code=None))
    for squad in ("reservoir", "park"):
        incident = an_incident(category="bait_drone", squad_code=squad)
        assert flags_of(store, incident) == ("outside_areas",)


def test_a_measure_of_the_office_s_own_is_for_certified_officers(store: Store) -> None:
    edited(store, Term("outcomes", "sealed", "查封", "Sealed", is_measure=True))
    helper = scope_of(uuid4(), ["reservoir"], "auxiliary", certified=False)
    incident = an_incident(outcomes=(Outcome("sealed"),))
    with pytest.raises(Forbidden):
        put_incident(store, helper, incident, VAULT, now=NOW)
    assert flags_of(store, incident) == ("outside_areas",)


def test_a_list_is_taken_whole_or_not_and_again_changes_nothing(store: Store) -> None:
    group = Term("category_groups", "air", "空中", "In the air", squad_code="reservoir")
    read = listed(group, replace(OWN, parent="air"), RETIRED, built_in().gear["rod"])
    dry = import_terms(store, SYSTEM, read, now=NOW, dry_run=True)
    with store.reader() as session:
        assert current(session) is built_in()
    assert dry == import_terms(store, SYSTEM, read, now=NOW) == CatalogueReport(2, 1, 1)
    heads = verify(store)
    assert heads.sound
    assert import_terms(store, SYSTEM, read, now=NOW) == CatalogueReport(0, 0, 4)
    assert verify(store).n_entries == heads.n_entries
    with pytest.raises(InvalidInput) as caught:
        import_terms(store, SYSTEM, listed(OWN, replace(OWN, code="x", zh="垂钓")), now=NOW)
    assert caught.value.key == "catalogue.rows_do_not_fit"
    with store.reader() as session:
        assert current(session).categories["bait_drone"].parent == "air"


def test_a_term_altered_behind_the_program_s_back_is_found(store: Store) -> None:
    edited(store, OWN)
    assert verify(store).sound
    with store.upkeep() as session:
        session.execute(text("UPDATE catalogue_terms SET zh = '钓鱼'"))
    [found] = verify(store).findings
    assert found.key == "audit.record_altered"
    assert found.where == f"{KIND}/{term_id('categories', 'bait_drone')}"
    with store.upkeep() as session:
        session.execute(text("DELETE FROM catalogue_terms"))
    assert [one.key for one in verify(store).findings] == ["audit.record_gone"]


def test_the_office_s_law_may_be_about_its_own_categories(store: Store) -> None:
    act = "acts:\n  - {id: baiting, zh: 投饵, en: Baiting, categories: [bait_drone]}\n".encode()
    with pytest.raises(InvalidInput):
        import_law(store, SYSTEM, act, "own.yaml", now=NOW)
    edited(store, OWN)
    assert import_law(store, SYSTEM, act, "own.yaml", now=NOW).version == 1
    with store.reader() as session:
        in_force = table_in_force(session)
    assert in_force.remarks == () and in_force.table.acts["baiting"].zh == "投饵"


def test_an_office_that_had_a_term_before_the_program_did_keeps_its_own(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = Catalogue(tuple(one for one in built_in().terms if one.code != CATCH))
    own = Term("gear", CATCH, "鱼获", "Fish")
    with monkeypatch.context() as patch:
        for module in ("workflows.catalogue", "incidents.term_checks"):
            patch.setattr(f"geo_patrol.{module}.built_in", lambda: former)
        edited(store, own, OWN)
    with store.reader() as session:
        assert current(session).gear[CATCH] == own
        assert current(session).gear.keys() == built_in().gear.keys()
    renamed = replace(own, zh="活鱼")
    assert put_term(store, SYSTEM, renamed, now=NOW, if_match=1).version == 2
    assert verify(store).sound


def test_going_back_a_schema_and_up_again_leaves_the_program_s_terms(store: Store) -> None:
    edited(store, OWN)
    schema.downgrade(store, "0014")
    schema.upgrade(store)
    with store.reader() as session:
        assert current(session) is built_in()
