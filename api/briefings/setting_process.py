"""The second process of `api.briefings.ordering`: it draws and sets, without a store."""

from api.briefings.setting import Press
from api.briefings.tasks import Begin, Draw, Plan, Set, Task
from api.memory import give_memory_back
from api.workshop import run

_at_work: list[Press] = []


def done(asked: Task | None) -> Plan | None:
    """Do a task; what is loaded by now is all that None asks for."""
    if isinstance(asked, Begin):
        _at_work[:] = [Press(asked.folder)]
        return _at_work[0].plan()
    if isinstance(asked, Draw):
        _at_work[0].draw(asked.place)
    elif isinstance(asked, Set):
        _at_work[0].set(asked.place)
    elif asked is not None:
        _at_work[0].pack()
    return None


if __name__ == "__main__":
    give_memory_back()
    run(done)
