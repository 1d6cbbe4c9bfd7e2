"""Suggestions handed out by the server itself, once a day, where the office wants that."""

from secrets import randbits

import structlog

from api.services import Services
from api.upkeep import Chore
from geo_patrol.workflows.roster_suggestions import SEED_BITS
from geo_patrol.workflows.suggested_tasks import hand_out_everywhere

log = structlog.get_logger(__name__)


def chores(services: Services) -> tuple[Chore, ...]:
    """Return the chore of handing out, none where it is off."""
    if not services.settings.roster_suggest_days:
        return ()
    return (lambda: _hand_out(services),)


def _hand_out(services: Services) -> None:
    chosen = services.settings
    n_new = hand_out_everywhere(
        services.store,
        chosen.zone,
        days=chosen.roster_suggest_days,
        seed=randbits(SEED_BITS),
        language=chosen.language,
        now=services.now(),
    )
    if n_new:
        log.info("suggestions handed out", n=n_new)
