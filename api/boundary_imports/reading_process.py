"""The process that boundary files are read in: one that breaks the reader breaks nothing else."""

from api.boundary_imports.order import BoundaryOrder
from api.workshop import run
from geo_patrol.zones.files import BoundaryFile, read_boundary


def done(asked: BoundaryOrder) -> BoundaryFile:
    """Read what is ordered."""
    return read_boundary(asked.data, asked.name, datum=asked.datum, home=asked.home)


if __name__ == "__main__":
    run(done)
