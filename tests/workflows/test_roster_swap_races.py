"""Several leaders at once: a shift is swapped away once, and a roster has one version for it."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

from roster_kept import BEFORE, ZONE, Squad, day, squad_of

from geo_patrol.errors import GeoPatrolError
from geo_patrol.roster.records import KeptRoster, RosterAnswer, SwapWish
from geo_patrol.roster.settings import builtin_rules
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import history
from geo_patrol.store.repositories.rosters import ROSTERS
from geo_patrol.store.scope import SYSTEM, scope_of
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.roster_answers import put_answer
from geo_patrol.workflows.roster_requests import put_swap


def offer(squad: Squad, roster: KeptRoster, taker: UUID) -> UUID:
    """Return the id of a swap of the first one's shift that its taker agreed to."""
    swap = SwapWish(uuid4(), squad.code, roster.id, squad.ids[0], day(2), taker)
    put_swap(squad.store, SYSTEM, swap, now=BEFORE)
    say(squad, swap.id, "agreed", taker)()
    return swap.id


def say(squad: Squad, swap_id: UUID, result: str, who: UUID) -> Callable[[], object]:
    role = "leader" if result == "granted" else "officer"
    scope = scope_of(who, [squad.code], role, certified=True)  # type: ignore[arg-type]
    answer = RosterAnswer(uuid4(), squad.code, "swap", swap_id, BEFORE, result)  # type: ignore[arg-type]
    rules = builtin_rules()
    return lambda: put_answer(squad.store, scope, answer, office=rules, zone=ZONE, now=BEFORE)


def at_once(jobs: list[Callable[[], object]]) -> Counter[str]:
    """Run jobs in as many threads; count what became of them."""

    def answer(job: Callable[[], object]) -> str:
        try:
            job()
        except GeoPatrolError as error:
            return error.key
        return "done"

    with ThreadPoolExecutor(len(jobs)) as pool:
        return Counter(pool.map(answer, jobs))


def test_a_shift_that_several_were_offered_goes_to_one_of_them(store: Store) -> None:
    squad = squad_of(store, 5)
    leader = squad.join(role="leader")
    roster = squad.publish(squad.roster(squad.duty(0, 2)))
    swaps = [offer(squad, roster, taker) for taker in squad.ids[1:5]]
    jobs = [say(squad, swap_id, "granted", leader) for swap_id in swaps]
    assert at_once(jobs) == {"done": 1, "roster_requests.invalid": len(swaps) - 1}
    with store.reader() as session:
        assert history.latest_version(session, "roster", roster.id) == 2
        kept = ROSTERS.one(session, roster.id, SYSTEM)
    assert kept is not None
    (duty,) = kept.record.duties
    assert duty.officer_id in squad.ids[1:5]
    assert verify(store).sound


def test_one_swap_that_several_leaders_grant_at_once_is_done_once(store: Store) -> None:
    squad = squad_of(store, 2)
    leaders = [squad.join(role="leader") for _ in range(4)]
    roster = squad.publish(squad.roster(squad.duty(0, 2)))
    swap_id = offer(squad, roster, squad.ids[1])
    jobs = [say(squad, swap_id, "granted", leader) for leader in leaders]
    assert at_once(jobs) == {"done": 1, "roster_requests.invalid": len(leaders) - 1}
    with store.reader() as session:
        assert history.latest_version(session, "roster", roster.id) == 2
