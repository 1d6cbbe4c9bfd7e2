"""Where incidents gather: density, Gi*, rates by effort, and how well such maps foretell."""


def warm() -> None:
    """Compile all kernels of hot spots, or load them from disk."""
    from geo_patrol.hotspots import bandwidth, density, gi_star

    density.warm()
    bandwidth.warm()
    gi_star.warm()
