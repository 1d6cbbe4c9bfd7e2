"""Coverage: visits, effort, gaps."""


def warm() -> None:
    """Compile all coverage kernels, or load them from disk: seconds the first time, then less."""
    from geo_patrol.coverage import kernel, polygons, rollup, seen, visits

    kernel.warm()
    polygons.warm()
    rollup.warm()
    visits.warm()
    seen.warm()
