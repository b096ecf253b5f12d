"""Django's backend for PostgreSQL, with an end to waiting.

A server that is away refuses at once. One that hangs keeps the connection and says nothing: neither its own
statement_timeout nor TCP notices, so we look at the clock ourselves. Only while serving pages: a command such as
migrate, load_toolbox or rebuild_search takes as long as it takes.
"""

from time import monotonic

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base

from toolbox.serving.circuit_breaker import CircuitBreaker

READING = 5  # seconds for one statement
SAVING = 30  # within a transaction, which may wait for that of another editor
pause = CircuitBreaker(5)


class DatabaseWrapper(base.DatabaseWrapper):
    """A server that hangs costs one thread some seconds; the others hear at once that it does."""

    def get_new_connection(self, conn_params):
        if not settings.SERVES_PAGES:
            return super().get_new_connection(conn_params)
        if not pause.may_try():
            raise psycopg.OperationalError("the database did not answer a moment ago")
        try:
            connection = super().get_new_connection(conn_params)
        except psycopg.errors.ConnectionTimeout:
            pause.failed()
            raise
        except psycopg.Error:
            pause.answered()  # it refused, and may be back the next moment
            raise
        pause.answered()
        return impatient(connection)

    def init_connection_state(self):
        super().init_connection_state()
        if settings.SERVES_PAGES and "statement_timeout" not in self.settings_dict["OPTIONS"].get("options", ""):
            # For the server to stop working at what nobody waits for any more. PgBouncer would refuse it as an option.
            with self.connection.cursor() as cursor:
                cursor.execute(f"SET statement_timeout = '{SAVING}s'")


def impatient(connection):
    """`connection`, closed when the server does not answer in time."""
    wait = connection.wait

    def wait_in_time(gen, *args, **kwargs):
        idle = connection.pgconn.transaction_status == psycopg.pq.TransactionStatus.IDLE
        seconds, started = READING if idle else SAVING, monotonic()
        try:
            return wait(gen, *args, **{"timeout": seconds} | kwargs)
        except psycopg.OperationalError:
            if monotonic() - started >= seconds:
                pause.failed()
                connection.pgconn.finish()
            raise

    connection.wait = wait_in_time
    return connection
