"""A mail server that keeps every letter in memory."""

import threading
import time
from contextlib import contextmanager
from email import message_from_bytes
from socketserver import StreamRequestHandler, ThreadingTCPServer

SLOW = 0.1  # seconds that a letter takes: two who send at the same time have to meet


class Session(StreamRequestHandler):
    """One conversation in SMTP, of which it understands what Django says."""

    def handle(self):
        self.say("220 proef")
        while line := self.rfile.readline():
            match line.split()[0].upper():
                case b"EHLO" | b"HELO" | b"MAIL" | b"RCPT" | b"RSET" | b"NOOP":
                    self.say("250 ok")
                case b"DATA":
                    self.say("354 ga door")
                    self.server.keep(self.letter())
                    self.say("250 ok")
                case b"QUIT":
                    self.say("221 dag")
                    return
                case _:
                    self.say("502 dat kennen we niet")

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def letter(self):
        """The lines until the one with only a dot."""
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        return message_from_bytes(b"".join(lines))


class Post(ThreadingTCPServer):
    """The server on a port of its own; `letters` holds to whom each letter went, in order."""

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.letters = []

    @property
    def url(self):
        """Its EMAIL_URL."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def keep(self, letter):
        """Take a letter, as slowly as a real server does."""
        time.sleep(SLOW)
        self.letters.append(letter["To"])


@contextmanager
def post():
    """A running mail server."""
    with Post() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
