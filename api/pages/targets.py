"""Where to go after signing in: an address of ours, never another site's."""

from fastapi import Request

from api.cross_site import SAFE_METHODS

HOME = "/"
OFFICER = "/officer/"
CONSOLE = "/console/"
ACCOUNT = "/account"
SECOND_FACTOR = "/account/second-factor"
TRACKERS = "/account/trackers"
SETUP = "/setup"
SEIZURES = "/seizures"
RANKING = "/ranking"
MAX_LENGTH = 2000


def safe_target(target: str) -> str:
    """Return an address if it is a path here, else the start page.

    Two slashes, or a slash and a backslash, lead to another host; control characters hide them.
    """
    here = target.startswith("/") and not target.startswith(("//", "/\\"))
    plain = target.isascii() and target.isprintable() and "\\" not in target
    return target if here and plain and len(target) <= MAX_LENGTH else HOME


def target_of(request: Request) -> str:
    """Return where to go on after signing in, for who asked for something without a session.

    What a form was sent to cannot be opened by a link: its page is.
    """
    path = request.url.path
    if request.method not in SAFE_METHODS:
        return ACCOUNT if path.startswith(f"{ACCOUNT}/") else HOME
    return safe_target(path + (f"?{request.url.query}" if request.url.query else ""))
