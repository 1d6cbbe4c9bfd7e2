"""The park's squad as the office has prepared it, and a place in the park."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from duty_world import Templates, served
from officer_app import PATIENCE_MS, App
from officer_site import OfficerSite, Phone
from PIL import Image
from playwright.sync_api import Geolocation, expect

IN_THE_PARK: Geolocation = {"latitude": 29.5121, "longitude": 120.8862, "accuracy": 6}
FIRST, SECOND, LEADER = "演示园甲", "演示园乙", "演示园长"


@contextmanager
def park(folder: Path, templates: Templates) -> Iterator[OfficerSite]:
    """Serve a site with two officers of the park's squad, their leader, and a shift that runs."""

    def prepared(site: OfficerSite) -> None:
        site.add_officer(FIRST, "P-07", "park")
        site.add_officer(SECOND, "P-08", "park")
        site.add_officer(LEADER, "P-01", "park", "leader")
        site.add_shift(squad="park")

    with served(folder, templates, {}, prepared=prepared) as site:
        yield site


def opened(held: Phone, login: str) -> App:
    """Log in on a new phone that is in the park; return the app."""
    app = App(held.page, held.site, place=IN_THE_PARK)
    app.be_there()
    app.open()
    app.log_in(login)
    expect(app.button("start_patrol")).to_be_visible(timeout=PATIENCE_MS)
    app.await_shell()
    # Its boundary is a placeholder, and has no date.
    placeholder = app.words("ui.boundary_placeholder")
    expect(held.page.locator(".map-note")).to_contain_text(placeholder, timeout=PATIENCE_MS)
    return app


def picture(folder: Path, name: str, colour: tuple[int, int, int]) -> Path:
    """Return a photo that a phone's camera might have taken."""
    path = folder / f"{name}.jpg"
    Image.new("RGB", (1600, 1200), colour).save(path, "JPEG")
    return path


def save_as_case(app: App, photo: Path) -> str:
    """Log a blocked road, with a photo, as a case in one tap; return the case's id."""
    app.begin_incident("road_occupation", [photo])
    app.button("case.save_and_make").click()
    expect(app.page.get_by_role("heading", name=app.words("case.way"))).to_be_visible()
    return shown_case(app)


def shown_case(app: App) -> str:
    """Return the id of the case on the screen."""
    shown = app.page.evaluate("location.hash")
    assert isinstance(shown, str)
    _, name, case_id, *_ = shown.split("/")
    assert name == "case"
    return case_id


def step(app: App, kind: str, photo: Path | None = None, note: str = "", to: str = "") -> None:
    """Take a step of the case on the screen; return once it is kept."""
    app.button(f"case.step_{kind}").click()
    form = app.page.locator("main")
    expect(form.get_by_role("textbox").first).to_be_visible()
    if photo is not None:
        app.page.locator('input[type="file"]').set_input_files(str(photo))
        expect(app.page.locator(".shot img")).to_have_count(1)
    if to:
        form.get_by_role("button", name=to, exact=True).click()
    if note:
        form.locator("textarea").fill(note)
    app.button("case.save", what=app.words(f"case.step_{kind}")).click()
    expect(app.page.get_by_role("heading", name=app.words("case.way"))).to_be_visible()
