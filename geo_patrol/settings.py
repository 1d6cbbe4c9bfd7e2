"""Typed settings, read from ``GEO_PATROL_*`` in the environment or a ``.env`` file."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL

from geo_patrol.accounts.policy import POLICIES, PasswordPolicy, Profile
from geo_patrol.alarms.overdue import OverdueRule, read_hours, read_modes
from geo_patrol.alarms.webhook import MIN_SECRET, Webhook, read_address, read_kinds
from geo_patrol.audit import Algorithm
from geo_patrol.cases.limits import LimitTable, limits_of
from geo_patrol.errors import InvalidInput
from geo_patrol.messages import Language
from geo_patrol.reports.ranking_rule import RankingRule, rule_of
from geo_patrol.roster.settings import RuleSettings, rules_of

Read = TypeVar("Read")


def _accepted(read: Callable[[Any], object]) -> AfterValidator:
    """Return what refuses a value that cannot be read so; the value stays as it was given."""

    def checked(value: Read) -> Read:
        try:
            read(value)
        except InvalidInput as error:
            told = (str(error), *(one.text("en") for one in error.findings))
            raise ValueError("; ".join(told)) from error
        return value

    return AfterValidator(checked)


def _read_zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("no such time zone") from error


def _read_secret_address(address: SecretStr | None) -> None:
    if address is not None:
        read_address(address.get_secret_value())


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
    timezone: Annotated[str, _accepted(_read_zone)] = Field(
        "Asia/Shanghai", description="Time zone of screens, days and shifts."
    )
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
        12, gt=0, le=24 * 31, description="Hours after which a session at a console ends."
    )
    session_idle_minutes: float = Field(
        30, gt=0, le=24 * 60, description="Minutes without use after which it ends earlier."
    )
    phone_session_hours: float = Field(
        10,
        gt=0,
        le=24 * 7,
        description="Hours after which an officer's session on a phone ends: a shift with its"
        " handover. It does not end earlier, since a phone may be without signal.",
    )
    login_rate_account: str = Field(
        "10/15minutes",
        description="Failed log-ins at one account, from browsers that never signed in to it.",
    )
    login_rate_address: str = Field(
        "60/15minutes", description="Failed log-ins from one address, likewise."
    )
    login_rate_known: str = Field(
        "10/15minutes",
        description="Failed log-ins from one browser that did sign in to the account before.",
    )
    password_profile: Profile = Field(
        "asvs",
        description="Which standard passwords follow: `asvs` (OWASP: long, never changed without"
        " a reason) or `mlps` (等保: complex, changed every 90 days).",
    )
    key_file: Path | None = Field(
        None,
        description="File of the master key that personal fields are encrypted under; unset:"
        " `keys/master.key` in the data folder. Keep a copy apart from the backups.",
    )
    outbox_key_number: int = Field(
        1,
        ge=1,
        le=1000,
        description="Which of the key pairs under the master key phones seal their unsent work to."
        " Raise it when one may be known to others; files sealed to former ones stay readable.",
    )
    backup_dir: Path | None = Field(
        None,
        description="Folder of backups; unset: `backups` in the data folder. Better another disk.",
    )
    backup_keys_dir: Path | None = Field(
        None,
        description="Folder of the backups' keys to persons, apart from the backups; unset:"
        " `backup-keys` in the data folder.",
    )
    backup_keep_days: float = Field(
        30, gt=0, description="Days after which a backup is dropped, once there is a newer one."
    )
    audit_algorithm: Algorithm = Field(
        "sha256", description="Hash of new audit entries: `sha256` or `sm3`."
    )
    retention_persons_days: float = Field(
        365,
        gt=0,
        description="Days after an incident for which persons and plates are kept when it ended"
        " without a measure.",
    )
    retention_cases_days: float = Field(
        1825, gt=0, description="The same for incidents with a seizure or a case."
    )
    secure_cookies: bool = Field(
        False,
        description="Behind TLS: the session cookie is `Secure` and carries the `__Host-` prefix.",
    )
    tls_cert: Path | None = Field(
        None,
        description="Certificate (PEM, followed by its chain) that `up` serves TLS with;"
        " secure cookies are then on.",
    )
    tls_key: Path | None = Field(None, description="Private key (PEM) of that certificate.")
    tls_ca: Path | None = Field(
        None,
        description="Certificate of the private authority that phones install from `/tls`; unset:"
        " `ca.crt` beside the certificate, or in `tls/` of the data folder.",
    )
    install_port: int | None = Field(
        None,
        ge=0,
        le=65535,
        description="Port for plain HTTP on which phones fetch the authority's certificate before"
        " they trust it; all else is sent on to TLS. Unset: none.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least level of the log lines that are written."
    )
    max_running: int = Field(
        16,
        ge=1,
        le=40,
        description="Requests worked on at once, not counting those whose body is on the way."
        " More cost time: they take turns on the same cores.",
    )
    max_waiting: int = Field(
        128,
        ge=0,
        le=10_000,
        description="Requests that wait while so many are worked on; more are answered 503.",
    )
    max_wait_seconds: float = Field(
        5, gt=0, le=60, description="Longest wait in that line; then 503."
    )
    max_body_seconds: float = Field(
        60, gt=0, le=600, description="Longest time that a request body may take to arrive."
    )
    evidence_dir: Path | None = Field(
        None,
        description="Folder of evidence files, on a disk with room; unset: `evidence` in the data"
        " folder.",
    )
    evidence_max_mb: float = Field(
        200, gt=0, le=4096, description="Largest evidence file, in megabytes."
    )
    evidence_max_seconds: float = Field(
        600,
        gt=0,
        le=3600,
        description="Longest time that one upload of evidence may take; it can be gone on with.",
    )
    font_file: Path | None = Field(
        None,
        description="Font with Chinese letters for what is written on pictures and papers; unset:"
        " one that the system has (Debian: `fonts-noto-cjk`). Without one pictures are written on"
        " in English, and papers cannot be printed.",
    )
    authority_name: str = Field(
        "",
        max_length=60,
        description="Name of the office at the head of its papers; empty: left to be written in.",
    )
    tiles_file: Path | None = Field(
        None,
        description="Base map as a file of raster tiles (MBTiles, WGS-84 or CGCS2000, not"
        " GCJ-02); unset: none.",
    )
    base_map: Literal["none", "tiles", "tianditu"] = Field(
        "none",
        description="What lies under maps: `none`, `tiles` (pictures of the tiles file, carried in"
        " each map) or `tianditu` (from its servers, with a key: needs the internet).",
    )
    tianditu_key: SecretStr | None = Field(
        None,
        description="Key for Tianditu; whoever opens a map with it can read it. Unset: no such"
        " base map.",
    )
    case_limits_file: Annotated[Path | None, _accepted(limits_of)] = Field(
        None,
        description="TOML file with the office's own hours and time limits of cases, see"
        " docs/cases.md; unset: those that come with the program.",
    )
    ranking_rule_file: Annotated[Path | None, _accepted(rule_of)] = Field(
        None,
        description="TOML file with the office's own rule of the quarterly ranking, see"
        " docs/ranking.md; unset: the one that comes with the program.",
    )
    roster_rules_file: Annotated[Path | None, _accepted(rules_of)] = Field(
        None,
        description="TOML file with what the office's rules of rosters have otherwise, see"
        " docs/roster.md; unset: those that come with the program.",
    )
    overdue_minutes: float = Field(
        30,
        gt=0,
        le=24 * 60,
        description="Minutes without a sign of life after which a crew counts as overdue.",
    )
    overdue_modes: Annotated[str, _accepted(read_modes)] = Field(
        "boat",
        description="Crews that are watched, by how they move: of `foot`, `car`, `boat`, with"
        " commas; empty: none.",
    )
    overdue_hours: Annotated[str, _accepted(read_hours)] = Field(
        "18:00-06:00",
        description="Local hours in which they are watched; `00:00-24:00` is always.",
    )
    webhook_url: Annotated[SecretStr | None, _accepted(_read_secret_address)] = Field(
        None,
        description="Address (`https://…`) that alarms are posted to, see docs/webhooks.md;"
        " unset: none.",
    )
    webhook_secret: SecretStr | None = Field(
        None, description="What those messages are signed with: 16 characters or more."
    )
    webhook_kinds: Annotated[str, _accepted(read_kinds)] = Field(
        "sos,overdue",
        description="What is posted: of `sos`, `overdue`, `task`, `camera_alert`, `handover`,"
        " `due`, `roster`, `leave`, `swap`, `roster_answer`, with commas.",
    )
    roster_suggest_days: int = Field(
        0,
        ge=0,
        le=14,
        description="Once a day the server hands the shifts of so many days ahead what they might"
        " do about gaps, as tasks; 0: only when a leader does. See docs/roster.md.",
    )
    rate_per_caller: str = Field(
        "600/minute",
        description="Requests of one session or device; all of it may come at once.",
    )
    rate_anonymous: str = Field(
        "600/minute",
        description="Requests of one address that has not signed in; all of it may come at once.",
    )

    @model_validator(mode="after")
    def _signed_messages(self) -> "Settings":
        secret = self.webhook_secret
        if self.webhook_url is not None:
            if secret is None or len(secret.get_secret_value()) < MIN_SECRET:
                raise ValueError(f"webhook_url needs a webhook_secret of {MIN_SECRET} characters")
        return self

    @property
    def overdue_rule(self) -> OverdueRule:
        """Which crews are watched, and how long they may be silent."""
        first, last = read_hours(self.overdue_hours)
        modes = read_modes(self.overdue_modes)
        return OverdueRule(timedelta(minutes=self.overdue_minutes), modes, first, last)

    @property
    def case_limits(self) -> LimitTable:
        """How long each stage of a case may take."""
        return limits_of(self.case_limits_file)

    @property
    def ranking_rule(self) -> RankingRule:
        """How places are ranked."""
        return rule_of(self.ranking_rule_file)

    @property
    def roster_rules(self) -> RuleSettings:
        """The office's rules of rosters."""
        return rules_of(self.roster_rules_file)

    @property
    def webhook(self) -> Webhook | None:
        """Where the office is told of alarms, if anywhere."""
        if self.webhook_url is None or self.webhook_secret is None:
            return None
        address, secret = self.webhook_url, self.webhook_secret
        return Webhook(
            address.get_secret_value(), secret.get_secret_value(), read_kinds(self.webhook_kinds)
        )

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of days and shifts."""
        return ZoneInfo(self.timezone)

    @property
    def password_policy(self) -> PasswordPolicy:
        """What is asked of passwords."""
        return POLICIES[self.password_profile]

    @property
    def master_key_file(self) -> Path:
        """Where the master key is."""
        return self.key_file or self.data_dir / "keys" / "master.key"

    @property
    def backup_folder(self) -> Path:
        """Where backups go."""
        return self.backup_dir or self.data_dir / "backups"

    @property
    def backup_keys_folder(self) -> Path:
        """Where the backups' keys to persons go."""
        return self.backup_keys_dir or self.data_dir / "backup-keys"

    @property
    def sqlite_path(self) -> Path:
        """Where the embedded store's file is."""
        return self.data_dir / "geo-patrol.sqlite"

    @property
    def evidence_folder(self) -> Path:
        """Where evidence files are."""
        return self.evidence_dir or self.data_dir / "evidence"

    @property
    def authority_file(self) -> Path:
        """Where the certificate that phones install is, if there is one."""
        if self.tls_ca is not None:
            return self.tls_ca
        if self.tls_cert is not None:
            return self.tls_cert.parent / "ca.crt"
        return self.data_dir / "tls" / "ca.crt"

    def store_url(self) -> str:
        """Return the URL of the store in use."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return URL.create("sqlite", database=str(self.sqlite_path)).render_as_string()
