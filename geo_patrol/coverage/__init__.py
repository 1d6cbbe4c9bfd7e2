"""Coverage: visits, effort, gaps."""


def warm() -> None:
    """Compile all kernels from packed fixes to coverage, or load them from disk."""
    from geo_patrol import projecting
    from geo_patrol.coverage import (
        clock_hours,
        kernel,
        polygons,
        predictability,
        rollup,
        seen,
        visits,
        watching,
    )
    from geo_patrol.tracks import planes

    planes.warm()
    projecting.warm()
    kernel.warm()
    polygons.warm()
    rollup.warm()
    visits.warm()
    watching.warm()
    clock_hours.warm()
    predictability.warm()
    seen.warm()
