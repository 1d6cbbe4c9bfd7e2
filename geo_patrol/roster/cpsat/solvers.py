"""CP-SAT's solver as this program has it."""

from ortools.sat.python import cp_model


def new_solver(*, workers: int = 1, seed: int | None = None) -> cp_model.CpSolver:
    """Return a solver that leaves Ctrl-C to the program.

    It would catch it by itself, with a handler that each of its threads knows or does not know:
    one that does not ends the process (``std::bad_function_call``).
    """
    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False
    solver.parameters.num_workers = workers
    if seed is not None:
        solver.parameters.random_seed = seed
    return solver
