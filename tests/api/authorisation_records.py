"""One of each thing that the routes can name, and the bodies that they take."""

from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from answering import BLOCKS, HANDED, RESPONSIBILITIES, block_body, handed_body, held_body
from api_world import (
    Client,
    World,
    incident_body,
    patrol_body,
    put_shift,
    route_body,
    shift_body,
    track_rows,
)
from askers import ASKERS, device, gadget
from boundary_files import BOUNDARIES, FREE, IMPORTS, PLANS, brought_again, geojson, planned
from calling import ALIVE, POSITIONS, SIGNS, at, call, position_body, sign_body, sos_body
from camera_bodies import PUBLICATIONS, REVIEWS, add_camera, publication_body, review_body
from case_bodies import CASES, STEPS, case_body, step_body
from case_bodies import REPORTED as CASE_AT
from evidence_files import numbered
from field_bodies import FIELD, field_bodies
from firm_bodies import CHECKS, FIRMS, SERVICES, SLOTS, VISITS, firm_body, service_body, slot_body
from firm_bodies import check_body as firm_check_body
from firm_bodies import visit_body as firm_visit_body
from following import EVENTS
from job_making import kept_job
from operating import LINKS, OPERATIONS, TRANSFERS, link_body, operation_body, transfer_body
from roster_bodies import PROFILES, ROSTERS, SETUPS, roster_body, setup_body
from roster_duties import ANSWERS, LEAVES, SWAPS, WISHES, publish
from roster_duties import told as roster_day
from seizing import AT, CLOCKS, CUSTODY, SEIZURES, clock_body, custody_body, seizure_body

from api.web_app.files import console_app, officer_app
from geo_patrol.evidence.records import Subject, evidence_id
from geo_patrol.notices import notice_id
from geo_patrol.store.repositories.people import Officer

FILE = "/api/v1/evidence/{sha256}"
PHOTO = numbered(1)
DECISION = "/api/v1/incidents/{incident_id}/law-decisions/{decision_id}"
OFFICE_LAW = "/api/v1/law/office"
WITHDRAWAL = "/api/v1/patrols/{patrol_id}/tracks/{track_id}/withdrawal"
VOID = "/api/v1/incidents/{incident_id}/void"
OF_AN_AREA = ("/coverage", "/gaps", "/gap-view", "/sheet", "/rates", "/gi", "/seen")
"""What routes end with that need to be told an area."""


SEARCHES: dict[str, dict[str, Any]] = {
    "/api/v1/briefings": {"kind": "monthly", "period": "2022-10", "formats": ["csv"]},
    "/api/v1/rosters/{roster_id}/solve": {"seconds": 1},
    "/api/v1/rosters/{roster_id}/replan": {"seconds": 1},
    "/api/v1/rosters/{roster_id}/what-if": {"seconds": 1, "officer": {}},
    "/api/v1/rosters/{roster_id}/check": roster_body(**setup_body()),
    "/api/v1/rosters/{roster_id}/suggestions": {"days": 1},
}
"""What long work is asked with; it goes on after the answer, and not for long."""


class Records:
    """One of each thing that a path can name, all of the reservoir squad, and its own body."""

    def __init__(self, world: World) -> None:
        leader, admin = world.member("leader"), world.member("admin")
        self._readers: dict[tuple[int, str], tuple[World, Client]] = {}
        self.cell = leader.get("/api/v1/my/map/changzhao").json()["grid"]["codes"][0]
        self.user = world.officer("officer")
        self.device = device(world, "tracker")[0]
        # Of another one: the first one's token is given anew and revoked among the questions.
        self.token = device(world, "tracker")[1]
        shift_id = put_shift(leader)
        self.ids: dict[str, UUID] = {
            "shift_id": shift_id,
            "patrol_id": uuid4(),
            "track_id": uuid4(),
            "route_id": uuid4(),
            "incident_id": uuid4(),
            "user_id": self.user.id,
            "device_id": self.device.id,
        }
        self.ids["record_id"] = self.ids["incident_id"]
        self.bodies: dict[str, Any] = {
            "shift_id": shift_body(),
            "patrol_id": patrol_body(shift_id, area="changzhao"),
            "track_id": {"device": "a", "fixes": track_rows()},
            WITHDRAWAL: {"withdrawn": True, "reason": "另一条船上的手机"},
            "route_id": route_body(),
            "incident_id": incident_body(seized=[]),
            VOID: {"void": False, "reason": "核对后属实"},
            "user_id": _user_body(self.user),
            "device_id": {"kind": "tracker", "name": "tracker 1", "squad": "reservoir"},
            "code": {"zh": "鱼竿", "en": "Rod"},
            "year": {"days": []},
        }
        for path in (
            "/api/v1/patrols/{patrol_id}",
            "/api/v1/patrols/{patrol_id}/tracks/{track_id}",
            WITHDRAWAL,
            "/api/v1/patrols/{patrol_id}/declared-routes/{route_id}",
            "/api/v1/incidents/{incident_id}",
            VOID,
        ):
            answer = leader.put(self.address(path, self.ids), self.body(path))
            assert answer.status_code == 201, answer.text
        self._add_field(leader, gadget(world, "camera"))
        self._add_alarm(world, leader)
        self._add_seizure(leader)
        self._add_operation(leader)
        self._add_case(leader)
        self._add_roster(world, leader)
        self._add_requests(world, leader)
        self.ids["job_id"] = kept_job(world)
        self._add_block(world, leader)
        self._add_firm(leader)
        answer = leader.put_raw(self.address(FILE, self.ids), PHOTO, "image/jpeg")
        assert answer.status_code == 201, answer.text
        self._add_camera(world, leader)
        self._add_boundary(admin)
        admin.put(f"/api/v1/users/{self.user.id}", self.bodies["user_id"])
        admin.put(f"/api/v1/devices/{self.device.id}", self.bodies["device_id"])

    def _add_field(self, leader: Client, camera: Client) -> None:
        self.ids |= {name: uuid4() for name in FIELD}
        self.bodies |= field_bodies(self.ids)
        for name, path in FIELD.items():
            sender = camera if name == "alert_id" else leader
            answer = sender.put(f"{path}/{self.ids[name]}", self.bodies[name])
            assert answer.status_code == 201, answer.text

    def _add_alarm(self, world: World, leader: Client) -> None:
        alarm_id = call(world, leader)
        self.ids |= {"alarm_id": alarm_id, "sign_id": uuid4(), "position_id": uuid4()}
        self.ids["notice_id"] = notice_id("alarm", alarm_id)
        self.bodies |= {
            "alarm_id": sos_body(world),
            "sign_id": sign_body(world, alarm_id),
            "position_id": position_body(world, alarm_id),
            "notice_id": {"at": at(world)},
            # Only who is aboard gives a sign of life; what comes after the gate is asked elsewhere.
            ALIVE: {},
        }
        for path in (f"{SIGNS}/{{sign_id}}", f"{POSITIONS}/{{position_id}}"):
            answer = leader.put(self.address(path, self.ids), self.body(path))
            assert answer.status_code == 201, answer.text

    def _add_seizure(self, leader: Client) -> None:
        kinds = ("seizure_id", "custody_event_id", "clock_event_id", "decision_id")
        self.ids |= {name: uuid4() for name in kinds}
        shown = {"rules": [], "decision": "劝离", "act": "angling", "edition": "0"}
        self.bodies |= {
            "seizure_id": seizure_body(),
            "custody_event_id": custody_body(self.ids["seizure_id"]),
            "clock_event_id": clock_body(self.ids["seizure_id"], "reported", AT),
            "decision_id": {"at": AT, **shown},
            OFFICE_LAW: {"name": "office.yaml", "text": "acts: []\n"},
        }
        for path in (
            f"{SEIZURES}/{{seizure_id}}",
            f"{CUSTODY}/{{custody_event_id}}",
            f"{CLOCKS}/{{clock_event_id}}",
            DECISION,
        ):
            answer = leader.put(self.address(path, self.ids), self.body(path))
            assert answer.status_code == 201, answer.text

    def _add_operation(self, leader: Client) -> None:
        self.ids |= {name: uuid4() for name in ("operation_id", "link_id", "transfer_id")}
        self.bodies |= {
            "operation_id": operation_body(areas=["changzhao"]),
            "link_id": link_body(self.ids["operation_id"], "shift", self.ids["shift_id"]),
            "transfer_id": transfer_body(self.ids["incident_id"]),
        }
        for path in (
            f"{OPERATIONS}/{{operation_id}}",
            f"{LINKS}/{{link_id}}",
            f"{TRANSFERS}/{{transfer_id}}",
        ):
            answer = leader.put(self.address(path, self.ids), self.body(path))
            assert answer.status_code == 201, answer.text

    def _add_case(self, leader: Client) -> None:
        self.ids |= {"case_id": uuid4(), "case_step_id": uuid4()}
        self.bodies |= {
            "case_id": case_body(squad="reservoir", category="dumping"),
            "case_step_id": step_body(self.ids["case_id"], "handled", CASE_AT),
        }
        for path in (f"{CASES}/{{case_id}}", f"{STEPS}/{{case_step_id}}"):
            answer = leader.put(self.address(path, self.ids), self.body(path))
            assert answer.status_code == 201, answer.text

    def _add_camera(self, world: World, leader: Client) -> None:
        add_camera(world)
        incident = Subject("incident", self.ids["incident_id"])
        file = evidence_id(incident, sha256(PHOTO).hexdigest())
        self.ids |= {"camera_review_id": uuid4(), "camera_publication_id": uuid4()}
        self.bodies |= {
            "camera_review_id": review_body(file),
            "camera_publication_id": publication_body(),
            "camera": {"every_s": 300},
        }
        for path in (
            f"{REVIEWS}/{{camera_review_id}}",
            f"{PUBLICATIONS}/{{camera_publication_id}}",
        ):
            answer = leader.put(self.address(path, self.ids), self.body(path))
            assert answer.status_code == 201, answer.text

    def _add_boundary(self, admin: Client) -> None:
        self.ids["import_id"] = brought_again(admin, "changzhao")
        self.ids["new_area_id"] = UUID(planned(admin, geojson(FREE), code="ground")["id"])
        self.bodies |= {
            "import_id": {},
            "new_area_id": {},
            f"{PLANS}/{{new_area_id}}/opening": {"reason": "新设片区"},
            f"{PLANS}/{{new_area_id}}/discard": {"reason": "传错了"},
            f"{BOUNDARIES}/{{area}}/retirement": {"reason": "不再巡查"},
            "area": {},
            f"{IMPORTS}/{{import_id}}/force": {"valid_from": "2022-10-31", "reason": "批复"},
            f"{IMPORTS}/{{import_id}}/discard": {"reason": "传错了"},
            f"{IMPORTS}/{{import_id}}/restoration": {"of": str(self.ids["import_id"])},
        }

    def _add_block(self, world: World, leader: Client) -> None:
        kinds = ("block_id", "responsibility_id", "duty_handover_id")
        self.ids |= {name: uuid4() for name in kinds}
        of, (giver, taker) = self.ids["responsibility_id"], (world.officer().id, world.officer().id)
        at = "2022-10-08T09:00:00+08:00"
        self.bodies |= {
            "block_id": block_body(area="changzhao"),
            "responsibility_id": held_body(giver, area="changzhao"),
            "duty_handover_id": handed_body(of, giver, taker, at),
        }
        for path in (
            f"{BLOCKS}/{{block_id}}",
            f"{RESPONSIBILITIES}/{{responsibility_id}}",
            f"{HANDED}/{{duty_handover_id}}",
        ):
            answer = leader.put(self.address(path, self.ids), self.body(path))
            assert answer.status_code == 201, answer.text

    def _add_firm(self, leader: Client) -> None:
        kinds = ("firm_id", "service_visit_id", "slot_id", "check_id", "visit_id")
        self.ids |= {name: uuid4() for name in kinds}
        firm_id, check_id = self.ids["firm_id"], self.ids["check_id"]
        self.bodies |= {
            "firm_id": firm_body(squad="reservoir"),
            "service_visit_id": service_body(firm_id),
            "slot_id": slot_body(squad="reservoir"),
            "check_id": firm_check_body(firm_id),
            "visit_id": firm_visit_body(firm_id, check_id),
        }
        for path in (
            f"{FIRMS}/{{firm_id}}",
            f"{SERVICES}/{{service_visit_id}}",
            f"{SLOTS}/{{slot_id}}",
            f"{CHECKS}/{{check_id}}",
            f"{VISITS}/{{visit_id}}",
        ):
            answer = leader.put(self.address(path, self.ids), self.body(path))
            assert answer.status_code == 201, answer.text

    def _add_roster(self, world: World, leader: Client) -> None:
        self.ids |= {name: uuid4() for name in ("setup_id", "profile_id", "roster_id")}
        self.bodies |= {
            "setup_id": setup_body(),
            "profile_id": {"officer_id": str(world.officer().id), "driver": True},
            "roster_id": roster_body(first_day="2023-02-06", **setup_body()),
        }
        for path in (
            f"{SETUPS}/{{setup_id}}",
            f"{PROFILES}/{{profile_id}}",
            f"{ROSTERS}/{{roster_id}}",
        ):
            answer = leader.put(self.address(path, self.ids), self.body(path))
            assert answer.status_code == 201, answer.text

    def _add_requests(self, world: World, leader: Client) -> None:
        giver, taker = world.officer("leader"), world.officer("officer")
        roster = publish(world, giver, {giver: "-早", taker: "--早"}, area="changzhao")
        self.ids |= {name: uuid4() for name in ("leave_id", "duty_wish_id", "swap_id")}
        self.ids |= {"roster_answer_id": uuid4()}
        self.ids.setdefault("roster_id", roster.id)
        swap = {"roster_id": str(roster.id), "day": roster_day(1), "taker_id": str(taker.id)}
        answer = {"target_kind": "leave", "target_id": str(self.ids["leave_id"])}
        self.bodies |= {
            "leave_id": {"kind": "other", "first_day": "2022-12-01", "last_day": "2022-12-02"},
            "duty_wish_id": {"day": "2022-12-03", "on": False},
            "swap_id": {**swap, "officer_id": str(giver.id)},
            "roster_answer_id": {**answer, "at": at(world), "result": "granted"},
        }
        for path in (
            f"{LEAVES}/{{leave_id}}",
            f"{WISHES}/{{duty_wish_id}}",
            f"{SWAPS}/{{swap_id}}",
            f"{ANSWERS}/{{roster_answer_id}}",
        ):
            answered = leader.put(self.address(path, self.ids), self.body(path))
            assert answered.status_code == 201, answered.text
        # What everybody may send, be it refused: whose it is decides who may say more.
        self.bodies["swap_id"] = swap
        self.bodies["roster_answer_id"] = {**answer, "at": at(world), "result": "agreed"}

    def address(self, path: str, ids: dict[str, UUID]) -> str:
        """Return where to ask: every name of the path filled in."""
        kind = "zones" if "/maps/" in path else "incident"
        built = console_app() if path.startswith("/console/") else officer_app()
        name = min(built.assets) if "/assets/" in path else "start.css"
        filled = path.replace("{kind}", kind).replace("{name}", name)
        filled = filled.replace("{zoom}/{column}/{row}", "0/0/0")
        filled = filled.replace("{sha256}", sha256(PHOTO).hexdigest())
        filled = filled.replace("{token}", self.token).replace("{camera}", "CH-C01")
        for name, value in ids.items():
            filled = filled.replace(f"{{{name}}}", str(value))
        filled = filled.replace("{area}", "changzhao").replace("{cell}", self.cell)
        filled = filled.replace("{group}/{code}", "gear/rod").replace("{paper}", "receipt")
        filled = filled.replace("{year}", "2090")
        area = filled.endswith(OF_AN_AREA) or "/maps/" in filled
        if path == "/api/v1/gap-view/hours":
            return f"{filled}?area=changzhao&cell={self.cell}"
        if "/evidence" in path and not path.endswith("/progress"):
            return f"{filled}?record=incident/{ids['incident_id']}"
        if path == EVENTS:
            return f"{filled}?seconds=0"
        if path == f"{ROSTERS}/{{roster_id}}/swaps":
            return f"{filled}?officer={ids['roster_id']}&day=2023-02-06"
        return f"{filled}?area=changzhao" if area else filled

    def reader(self, world: World, asker: str) -> Client:
        """Return an asker's client for what changes nothing: one for all its questions."""
        # Kept with its world, so that no other one comes to have the same number.
        at = id(world), asker
        if at not in self._readers:
            self._readers[at] = world, ASKERS[asker](world)
        return self._readers[at][1]

    def body(self, path: str) -> Any:
        """Return the body that a PUT to a path takes."""
        return self.bodies.get(path) or self.bodies[path.rpartition("{")[2].partition("}")[0]]


def _user_body(user: Officer) -> dict[str, Any]:
    return {
        "name": user.name,
        "login": user.login,
        "badge_no": user.badge_no,
        "role": user.role,
        "certified": user.certified,
        "squad": user.squad_code,
    }
