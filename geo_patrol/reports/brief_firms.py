"""六、助企服务: visits that firms had and were spared, and help that they got."""

from collections.abc import Iterator

from geo_patrol.messages.words import Words
from geo_patrol.reports.brief_amounts import OwnCode, own_amount
from geo_patrol.reports.brief_material import Material
from geo_patrol.reports.brief_overall import told, with_changes
from geo_patrol.reports.brief_words import quantity, said
from geo_patrol.reports.briefing import UNSAID, Amount, Section

_CODES: tuple[OwnCode, ...] = (
    "firm_visits",
    "firm_visits_avoided",
    "service_visits",
    "service_solved",
)


def firms(material: Material) -> Section | None:
    """Return what firms had of visits; None where no area of the park is meant."""
    if material.now.firms is None:
        return None
    amounts = {code: own_amount(material, code) for code in _CODES}
    return Section(
        "firms",
        said("briefing.heading.firms"),
        tuple(_paragraphs(material, amounts)),
        tuple(amounts.values()),
    )


def _paragraphs(material: Material, amounts: dict[OwnCode, Amount]) -> Iterator[Words]:
    found = material.now.firms
    if not material.known or found is None:
        yield said("briefing.firms.unknown")
        return
    if found.n_visits:
        yield said(
            "briefing.firms.combined",
            visits=with_changes(amounts["firm_visits"], material),
            alone=found.n_alone,
            avoided=told(amounts["firm_visits_avoided"]),
            merged=found.n_merged,
        )
    else:
        yield said("briefing.firms.no_visits")
    if found.n_unplaced:
        yield said("briefing.firms.unplaced", n=found.n_unplaced)
    if found.n_unplanned or found.n_in_quiet:
        yield said("briefing.firms.unplanned", unplanned=found.n_unplanned, quiet=found.n_in_quiet)
    if found.n_served:
        yield said(
            "briefing.firms.served",
            served=with_changes(amounts["service_visits"], material),
            asked=found.n_asked,
            solved=told(amounts["service_solved"]),
            days=quantity(found.median_working_days, "count", UNSAID)
            if found.median_working_days is None or found.median_working_days.is_integer()
            else quantity(found.median_working_days, "hours", UNSAID),
        )
    else:
        yield said("briefing.firms.none_served")
    if found.n_slots:
        yield said("briefing.firms.slots", slots=found.n_slots, booked=found.n_booked)
    if material.limited:
        yield said("briefing.firms.whole_squad")
