"""Jobs are watched, stopped and looked up; what came of them is kept, and answered for."""

import json
from uuid import uuid4

import pytest
from api_world import World
from job_making import JOBS, PATIENCE_S, bench, ended, reach, submit

from api.jobs.runner import AT_ONCE, MOST_WAITING
from geo_patrol.errors import InvalidInput, TooManyRequests, Unavailable, finding
from geo_patrol.jobs import MOST_RESULT_BYTES
from geo_patrol.store.job_files import JobFolder
from geo_patrol.store.repositories import audit
from geo_patrol.workflows.auditing import verify


def test_a_job_is_watched_from_asking_to_its_result(world: World) -> None:
    leader = world.member("leader")
    with bench() as made:
        job = submit(world, made, reach(world), until=3)
        assert made.begun.wait(PATIENCE_S)
        running = leader.get(f"{JOBS}/{job.id}").json()
        made.go_on.set()
        ended(world, job.id)
        done = leader.get(f"{JOBS}/{job.id}").json()
    assert running["state"] == "running"
    assert running["asked"] == {"until": 3}
    assert running["result"] is None
    assert running["started_at"] is not None
    assert done["state"] == "done"
    assert done["result"] == {"counted": 3, "whole": True}
    assert done["state_zh"] == "完成"


def test_how_far_it_is_never_goes_back(world: World) -> None:
    with bench() as made:
        job = submit(world, made, reach(world))
        assert made.begun.wait(PATIENCE_S)
        seen = world.member("leader").get(f"{JOBS}/{job.id}").json()["progress"]
    assert seen == {"share": 0.5, "counted": 2}


def test_a_stop_gives_the_best_so_far(world: World) -> None:
    with bench() as made:
        job = submit(world, made, reach(world))
        assert made.begun.wait(PATIENCE_S)
        answer = world.member("leader").ask("POST", f"{JOBS}/{job.id}/stop")
        again = world.member("leader").ask("POST", f"{JOBS}/{job.id}/stop")
    assert answer.status_code == again.status_code == 200
    assert answer.json()["state"] == "stopped"
    assert answer.json()["result"] == {"counted": 3, "whole": False}
    assert again.json() == answer.json()


def test_who_waits_in_line_is_stopped_at_once(world: World) -> None:
    with bench() as made:
        scope = reach(world)
        running = [submit(world, made, scope) for _ in range(AT_ONCE)]
        waiting = submit(world, made, scope)
        seen = world.member("leader").get(f"{JOBS}/{waiting.id}").json()
        answer = world.member("leader").ask("POST", f"{JOBS}/{waiting.id}/stop").json()
        made.go_on.set()
        for one in running:
            ended(world, one.id)
    assert seen["state"] == "waiting"
    assert (answer["state"], answer["result"], answer["started_at"]) == ("stopped", None, None)


def test_so_many_wait_and_more_are_told_to_come_again(world: World) -> None:
    with bench() as made:
        scope = reach(world)
        held = [submit(world, made, scope) for _ in range(AT_ONCE + MOST_WAITING)]
        with pytest.raises(TooManyRequests) as caught:
            submit(world, made, scope)
        made.go_on.set()
        for one in held:
            ended(world, one.id)
        after = submit(world, made, scope)
        ended(world, after.id)
    assert "20" in caught.value.text("zh")


def test_a_job_that_cannot_be_done_says_why_in_words(world: World) -> None:
    with bench() as made:
        wrong = (finding("posts[1]", "roster.below_zero"),)
        made.fault = InvalidInput("roster.bad_problem", findings=wrong, n=1)
        made.go_on.set()
        job = submit(world, made, reach(world))
        ended(world, job.id)
        told = world.member("leader").get(f"{JOBS}/{job.id}").json()
    assert told["state"] == "failed"
    problem = told["result"]["problem"]
    assert problem["code"] == "roster.bad_problem"
    assert "没法排" in problem["detail_zh"]
    assert problem["findings"][0]["where"] == "posts[1]"


@pytest.mark.parametrize(
    ("result", "code"), [({"text": "字" * MOST_RESULT_BYTES}, "jobs.result_too_large")]
)
def test_a_result_that_is_too_long_is_not_kept(
    world: World, result: dict[str, str], code: str
) -> None:
    with bench() as made:
        made.result = result
        made.go_on.set()
        job = submit(world, made, reach(world))
        ended(world, job.id)
        told = world.member("leader").get(f"{JOBS}/{job.id}").json()
    assert told["result"]["problem"]["code"] == code


def test_a_fault_of_the_program_ends_its_job_and_no_other(world: World) -> None:
    with bench() as made:
        made.fault = ZeroDivisionError()
        made.go_on.set()
        job = submit(world, made, reach(world))
        ended(world, job.id)
        told = world.member("leader").get(f"{JOBS}/{job.id}").json()
        made.fault = None
        after = submit(world, made, reach(world))
        ended(world, after.id)
        assert world.member("leader").get(f"{JOBS}/{after.id}").json()["state"] == "done"
    assert told["result"]["problem"]["code"] == "jobs.fault"


def test_jobs_of_other_squads_and_other_work_are_not_there(world: World) -> None:
    with bench() as made:
        made.go_on.set()
        job = submit(world, made, reach(world))
        ended(world, job.id)
        for asker in (world.member("leader", "park"), world.member("officer")):
            assert asker.get(f"{JOBS}/{job.id}").status_code == 404
            assert asker.get(f"{JOBS}/{job.id}/events").status_code == 404
            assert asker.ask("POST", f"{JOBS}/{job.id}/stop").status_code == 404
            listed = asker.get(JOBS).json()["items"]
            assert str(job.id) not in [one["id"] for one in listed]
        assert world.member("leader").get(f"{JOBS}/{uuid4()}").status_code == 404


def test_the_history_lists_the_newest_first_page_by_page(world: World) -> None:
    leader = world.member("leader")
    with bench("history") as made:
        made.go_on.set()
        scope = reach(world)
        done = []
        for _ in range(3):
            done.append(submit(world, made, scope))
            ended(world, done[-1].id)
        first = leader.get(f"{JOBS}?kind=history&limit=2").json()
        second = leader.get(f"{JOBS}?kind=history&limit=2&cursor={first['next']}").json()
        elsewhere = leader.get(f"{JOBS}?kind=history&squad=park").json()
    ids = [one["id"] for one in first["items"] + second["items"]]
    assert ids == [str(one.id) for one in reversed(done)]
    assert second["next"] is None
    assert first["items"][0]["result"] is None
    assert elsewhere["items"] == []


def test_events_tell_each_change_and_end_with_the_job(world: World) -> None:
    leader = world.member("leader")
    with bench() as made:
        job = submit(world, made, reach(world))
        assert made.begun.wait(PATIENCE_S)
        made.go_on.set()
        answer = leader.get(f"{JOBS}/{job.id}/events")
        late = leader.get(f"{JOBS}/{job.id}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.text.startswith("retry: ")
    told = [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: ")]
    assert told[-1]["state"] == "done"
    assert told[-1]["result"] == {"counted": 3, "whole": True}
    assert [json.loads(line[6:])["state"] for line in late.text.splitlines() if "data: " in line]


def test_who_asks_and_how_it_ends_is_in_the_audit_chain(world: World) -> None:
    with bench() as made:
        scope = reach(world)
        job = submit(world, made, scope)
        assert made.begun.wait(PATIENCE_S)
        made.go_on.set()
        ended(world, job.id)
    with world.store.reader() as session:
        entries = audit.page(session, chain=None, object_name=f"job/{job.id}", limit=10)
    assert [(one.action, one.actor) for one in entries] == [
        ("job.end", "system"),
        ("job.start", scope.actor),
    ]
    assert json.loads(entries[0].details)["state"] == "done"
    assert verify(world.store).sound


def test_a_server_that_ends_keeps_what_its_jobs_have(fresh_world: World) -> None:
    runner = fresh_world.app.state.services.runner
    with bench() as made:
        scope = reach(fresh_world)
        running = [submit(fresh_world, made, scope) for _ in range(AT_ONCE)]
        waiting = submit(fresh_world, made, scope)
        assert all(made.each_begun.acquire(timeout=PATIENCE_S) for _ in running)
        runner.close()
        leader = fresh_world.member("leader")
        told = [leader.get(f"{JOBS}/{one.id}").json() for one in (*running, waiting)]
        with pytest.raises(Unavailable):
            submit(fresh_world, made, scope)
    assert [one["state"] for one in told] == ["interrupted"] * 3
    assert [one["result"] for one in told[:2]] == [{"counted": 3, "whole": False}] * 2
    assert told[2]["result"] is None


def test_files_of_a_job_are_handed_out_by_their_names_only(world: World) -> None:
    leader, runner = world.member("leader"), world.app.state.services.runner
    runner.files = JobFolder(world.folder / "jobs")
    with bench() as made:
        made.go_on.set()
        job = submit(world, made, reach(world))
        folder = runner.files.of(job.id)
        (folder / "通报.txt").write_text("十月", encoding="utf-8")
        ended(world, job.id)
        told = leader.get(f"{JOBS}/{job.id}").json()
        answer = leader.get(f"{JOBS}/{job.id}/files/通报.txt")
        astray = leader.get(f"{JOBS}/{job.id}/files/..%2F..%2Fpyproject.toml")
    assert told["files"] == [{"name": "通报.txt", "size_bytes": 6}]
    assert answer.content.decode() == "十月"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert astray.status_code == 404
