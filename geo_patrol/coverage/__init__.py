"""Coverage: visits, effort, gaps."""


def warm() -> None:
    """Compile all coverage kernels, or load them from disk: seconds the first time, then less."""
    from geo_patrol.coverage import kernel, polygons, visits

    kernel.warm()
    polygons.warm()
    visits.presence([])
