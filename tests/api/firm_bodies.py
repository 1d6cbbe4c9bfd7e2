"""Firms, their checks and visits for tests of the API, and how they are written."""

from typing import Any
from uuid import UUID

from api_world import Client
from operating import put_new

FIRMS = "/api/v1/firms"
SERVICES = "/api/v1/service-visits"
SLOTS = "/api/v1/guidance-slots"
CHECKS = "/api/v1/planned-checks"
VISITS = "/api/v1/combined-visits"
QUIET = {"reason": "备展赶订单", "first": "2022-10-10", "last": "2022-10-14"}


def moment(day: int, hour: int, minute: int = 0) -> str:
    """Return a moment of October 2022."""
    return f"2022-10-{day:02}T{hour:02}:{minute:02}:00+08:00"


def firm_body(**changes: Any) -> dict[str, Any]:
    """Return a firm in the park's block, which is quiet for a week in October."""
    body: dict[str, Any] = {"squad": "park", "name": "示例机械厂", "tier": "A", "lon": 120.89}
    return {**body, "lat": 29.51, "credit_code": "91350100M000100Y43", "quiet": [QUIET], **changes}


def service_body(firm_id: UUID, **changes: Any) -> dict[str, Any]:
    """Return a service visit that was asked something."""
    body = {"firm_id": str(firm_id), "at": moment(9, 10), "asked": "招牌怎么报批"}
    return {**body, **changes}


def slot_body(**changes: Any) -> dict[str, Any]:
    """Return a free hour of guidance, to come."""
    body = {"squad": "park", "start": "2022-11-03T14:00:00+08:00", "topic": "排水许可"}
    return {**body, "end": "2022-11-03T15:00:00+08:00", **changes}


def check_body(firm_id: UUID, **changes: Any) -> dict[str, Any]:
    """Return a check of an hour, some time in the second half of October."""
    body: dict[str, Any] = {"firm_id": str(firm_id), "matter": "计量器具", "agency": "market"}
    window = {"start": moment(8, 0), "end": moment(29, 0)}
    return {**body, "window": window, "minutes": 60, **changes}


def visit_body(firm_id: UUID, *checks: UUID, **changes: Any) -> dict[str, Any]:
    """Return a visit of an hour on a Monday that is not quiet."""
    body: dict[str, Any] = {"firm_id": str(firm_id), "start": moment(17, 9), "minutes": 60}
    return {**body, "checks": [str(one) for one in checks], **changes}


def happened(day: int, hour: int) -> dict[str, str]:
    """Return that a visit took place for half an hour."""
    return {"start": moment(day, hour), "end": moment(day, hour, 30)}


def put_firm(client: Client, **changes: Any) -> UUID:
    """Write a firm."""
    return put_new(client, FIRMS, firm_body(**changes))


def put_check(client: Client, firm_id: UUID, **changes: Any) -> UUID:
    """Plan a check."""
    return put_new(client, CHECKS, check_body(firm_id, **changes))


def put_visit(client: Client, firm_id: UUID, *checks: UUID, **changes: Any) -> UUID:
    """Confirm a visit."""
    return put_new(client, VISITS, visit_body(firm_id, *checks, **changes))
