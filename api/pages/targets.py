"""Where to go after signing in: an address of ours, never another site's."""

HOME = "/"
MAX_LENGTH = 2000


def safe_target(target: str) -> str:
    """Return an address if it is a path here, else the start page.

    Two slashes, or a slash and a backslash, lead to another host; control characters hide them.
    """
    here = target.startswith("/") and not target.startswith(("//", "/\\"))
    plain = target.isascii() and target.isprintable() and "\\" not in target
    return target if here and plain and len(target) <= MAX_LENGTH else HOME
