"""Which files of tests begin first: those that take long, so that no worker ends alone with one.

A file stays on one worker. What is not named here takes a few seconds, and comes last, as filler.
"""

from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent

LONGEST_FIRST = (
    "api/bad_input/test_bad_requests.py",
    "architecture/test_wheel.py",
    "api/bad_input/test_bad_imports.py",
    "e2e/test_officer_shared.py",
    "architecture/test_bundle.py",
    "e2e/test_officer_offline.py",
    "e2e/test_officer_seizing.py",
    "e2e/test_officer_cases.py",
    "e2e/test_officer_roster.py",
    "e2e/test_officer_park.py",
    "workflows/test_demo_workflow.py",
    "maps/test_maps_used.py",
    "api/bad_input/test_bad_served.py",
    "api/test_authorisation.py",
    "e2e/test_officer_fit.py",
    "fault/test_recomputing_killed.py",
    "fault/test_jobs_killed.py",
    "api/test_account_browser.py",
    "cli/test_roster_store_commands.py",
    "web/test_web_units.py",
    "api/test_roster_jobs_api.py",
    "fault/test_bad_network.py",
    "roster/test_bad_input_solved.py",
    "fault/test_killed.py",
    "e2e/test_officer_duty.py",
    "e2e/test_officer_due.py",
    "e2e/test_officer_parts.py",
    "api/test_seizure_page.py",
    "property/test_write_path.py",
    "fault/test_postgres_faults.py",
    "workflows/test_trackers_workflow.py",
    "api/test_painter.py",
    "e2e/test_capture_photos.py",
    "fault/test_sqlite_faults.py",
    "workflows/test_auditing.py",
    "backup/test_refusing.py",
    "hotspots/test_hotspots_bench.py",
    "api/test_served.py",
    "fault/test_beside_server.py",
    "backup/test_keeping_backups.py",
    "backup/test_round_trip.py",
    "workflows/test_boundaries_workflow.py",
    "maps/test_maps_drawn.py",
    "api/bad_input/test_schemathesis.py",
    "workflows/test_seizing.py",
    "api/test_seizures_api.py",
    "api/test_custody_orders.py",
    "cli/test_law_commands.py",
    "api/test_law_api.py",
    "api/test_custody_api.py",
    "api/test_night.py",
    "api/test_papers_api.py",
    "api/test_figures_api.py",
    "cli/test_papers_command.py",
    "maps/test_papers.py",
    "cli/test_figures_command.py",
    "api/test_stopping.py",
    "api/test_lock_out.py",
    "workflows/test_regridding.py",
    "architecture/test_private_database.py",
    "cli/test_tls_served.py",
    "e2e/test_officer_text.py",
    "benchmarks/test_load.py",
    "e2e/test_capture.py",
    "fault/test_shift_end.py",
    "maps/test_maps_hostile.py",
)


def rank(path: Path, order: Sequence[str] = LONGEST_FIRST) -> int:
    """Return the place of a file of tests in the order; what it does not name comes after all."""
    name = path.relative_to(HERE).as_posix() if path.is_relative_to(HERE) else ""
    return order.index(name) if name in order else len(order)
