"""Which server the programs of PostgreSQL are sent to."""

from types import SimpleNamespace

from toolbox.backup import postgresql
from toolbox.serving.databases import database


def test_program_asks_the_server_that_the_site_asks(monkeypatch):
    """Of an address with two servers: Django leaves out what its options say, and a copy comes from one of them."""
    started = []
    monkeypatch.setattr(postgresql, "run", lambda command, environment: started.append((command, environment)))
    monkeypatch.setattr(postgresql, "binary", lambda name, version: name)
    for url in (
        "postgres://toolbox:geheim@/toolbox?host=10.0.0.11,10.0.0.12&port=5432,5433&target_session_attrs=read-write",
        "postgres://toolbox:geheim@10.0.0.11,10.0.0.12/toolbox?target_session_attrs=read-write",
    ):
        connection = SimpleNamespace(settings_dict=database(url), pg_version=15_0000)
        postgresql.on_server("pg_dump", connection)
    (first, by_options), (second, by_host) = started
    assert by_options == {
        "PGPASSWORD": "geheim", "PGHOST": "10.0.0.11,10.0.0.12", "PGPORT": "5432,5433",
        "PGTARGETSESSIONATTRS": "read-write",
    }  # fmt: skip
    assert not [word for word in first if "host" in word or "-h" in word]
    assert by_host == {"PGPASSWORD": "geheim", "PGTARGETSESSIONATTRS": "read-write"}
    assert second[second.index("-h") + 1] == "10.0.0.11,10.0.0.12"
