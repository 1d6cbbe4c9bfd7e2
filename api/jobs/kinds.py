"""The kinds of jobs that there are."""

from api.briefings.job import BRIEF
from geo_patrol.workflows.jobs import Kind
from geo_patrol.workflows.roster_replanning import REPLAN
from geo_patrol.workflows.roster_solving import SOLVE
from geo_patrol.workflows.roster_what_if import WHAT_IF

KINDS: dict[str, Kind] = {kind.name: kind for kind in (SOLVE, REPLAN, WHAT_IF, BRIEF)}
