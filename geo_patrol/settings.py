"""Typed settings, read from ``GEO_PATROL_*`` in the environment or a ``.env`` file."""

from datetime import timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL

from geo_patrol.messages import Language


class Settings(BaseSettings):
    """What an operator may set; each field is described where ``docs/settings.md`` is made from."""

    model_config = SettingsConfigDict(
        env_prefix="GEO_PATROL_", env_file=".env", env_file_encoding="utf-8", extra="ignore"
    )

    data_dir: Path = Field(
        Path("geo-patrol-data"), description="Folder of the embedded store and its lock."
    )
    database_url: SecretStr | None = Field(
        None,
        description="SQLAlchemy URL of a PostGIS database, `postgresql+psycopg://…`;"
        " unset: one SQLite file in the data folder.",
    )
    out_dir: Path = Field(Path("out"), description="Folder that `up` writes the demo's maps to.")
    host: str = Field("127.0.0.1", description="Address the server listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port the server listens on.")
    language: Language = Field("zh", description="Language of the command line: `zh` or `en`.")
    timezone: str = Field("Asia/Shanghai", description="Time zone of screens, days and shifts.")
    metric_epsg: int = Field(4549, description="EPSG code of the CRS for metric work.")
    county_code: str = Field(
        "330624",
        pattern=r"^\d{6}$",
        description="Six-digit county code that cell codes begin with.",
    )
    max_body_mb: float = Field(
        25, gt=0, le=1024, description="Largest request body the server reads, in megabytes."
    )
    max_import_mb: float = Field(
        300, gt=0, description="Largest file (unpacked) that an import reads, in megabytes."
    )
    session_hours: float = Field(
        12, gt=0, le=24 * 31, description="Hours after which a session ends."
    )
    login_rate: str = Field(
        "10/minute", description="Log-in attempts allowed per account and per address."
    )
    secure_cookies: bool = Field(
        False,
        description="Behind TLS: the session cookie is `Secure` and carries the `__Host-` prefix.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least level of the log lines that are written."
    )

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError("no such time zone") from error
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of days and shifts."""
        return ZoneInfo(self.timezone)

    @property
    def session_length(self) -> timedelta:
        """How long a session lasts."""
        return timedelta(hours=self.session_hours)

    @property
    def sqlite_path(self) -> Path:
        """Where the embedded store's file is."""
        return self.data_dir / "geo-patrol.sqlite"

    def store_url(self) -> str:
        """Return the URL of the store in use."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return URL.create("sqlite", database=str(self.sqlite_path)).render_as_string()
