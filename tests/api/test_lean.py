"""What a server has loaded before anybody asks for anything: not what only some requests need."""

import json
import subprocess
import sys

PROGRAM = """
import json, sys
import api.cli
from api.app import create_app
from api.commands.up import up
from api.tls.server import serve
from geo_patrol.settings import Settings
from geo_patrol.store import schema
from geo_patrol.workflows.figures import require_zone
from geo_patrol.workflows.samples import ensure_squads

create_app(Settings())
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""
TABLES = {"pandas", "pyarrow", "geopandas", "pyogrio"}
DRAWING = {"folium", "branca", "matplotlib", "PIL", "xyzservices"}
OFFICE = {"openpyxl", "docx", "pptx"}


def test_no_library_for_tables_maps_or_office_files_is_loaded_at_start() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(done.stdout))
    assert {"fastapi", "sqlalchemy", "shapely"} <= loaded
    assert loaded & (TABLES | DRAWING | OFFICE) == set()
