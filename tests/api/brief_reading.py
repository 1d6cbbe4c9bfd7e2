"""Reading all that the files of a briefing say, whatever they are."""

import io
import zipfile
from pathlib import PurePath

import geopandas as gpd
import pypdfium2

ZIPPED = {".docx", ".pptx", ".xlsx", ".zip"}
TABLES = {".gpkg", ".parquet"}
PICTURES = {".png", ".jpeg", ".jpg"}


def said(name: str, data: bytes) -> str:
    """Return the text of a file, with that of files in it; pictures say nothing."""
    ending = PurePath(name).suffix
    if ending in PICTURES:
        return ""
    if ending in ZIPPED:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "\n".join(said(one, packed.read(one)) for one in packed.namelist())
    if ending == ".pdf":
        with pypdfium2.PdfDocument(data) as document:
            pages = [page.get_textpage().get_text_range() for page in document]
        return "\n".join(map(str, pages))
    if ending == ".parquet":
        return str(gpd.read_parquet(io.BytesIO(data)).to_csv())
    if ending == ".gpkg":
        # SQLite keeps text as it is.
        return data.decode("utf-8", errors="ignore")
    return data.decode("utf-8", errors="ignore")
