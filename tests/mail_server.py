"""A mail server for tests: it speaks SMTP (RFC 5321) over a line, is strict, and keeps each letter that it takes.

It promises no more than the oldest servers do: of what is no ASCII it drops a bit, as they may.
"""

import time
from contextlib import contextmanager
from email import policy
from email.parser import BytesParser
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

HANG_UP = ""  # an answer: the line is closed instead
LONGEST = 1000  # bytes of a line, its end included


class MailServer(ThreadingTCPServer):
    """`says` is what it answers instead of yes, as {(what it is asked, to whom): answer}; it is asked "RCPT", "DATA"
    and, at the end of a letter, ".". `kept` has the letters, as (recipient, letter as bytes)."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.says, self.kept, self.calls, self.delay = {}, [], 0, 0

    @property
    def url(self):
        """The EMAIL_URL with which the site sends its mail here."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    @property
    def letters(self):
        """The letters, read as a mail program reads them, by the recipient."""
        return [(to, BytesParser(policy=policy.default).parsebytes(letter)) for to, letter in self.kept]

    @property
    def recipients(self):
        """To whom each letter went, sorted."""
        return sorted(to for to, _ in self.kept)


class Conversation(StreamRequestHandler):
    """What is said over one line."""

    def handle(self):
        self.server.calls += 1
        self.to, self.has_sender = "", False
        self.say("220 post.voorbeeld.be ESMTP")
        while (line := self.line()) and self.answer(*line.split(maxsplit=1)):
            pass

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode("ascii"))

    def line(self):
        """The next line without its end; "" when nobody is there any more, or it is no line."""
        line = self.rfile.readline(LONGEST + 1)
        return line[:-2].decode("ascii") if line.endswith(b"\r\n") else ""

    def answer(self, verb, rest=""):
        """Answer a command; gives whether the conversation goes on."""
        reply = self.reply(verb.upper(), rest)
        if reply:
            self.say(reply)
        return bool(reply) and not reply.startswith(("221", "421"))

    def reply(self, verb, rest):
        match verb:
            case "EHLO" | "NOOP":
                return "250 ok"
            case "QUIT":
                return "221 dag"
            case "RSET":
                self.to, self.has_sender = "", False
                return "250 ok"
            case "MAIL":
                self.has_sender = rest.upper().startswith("FROM:<")
                return "250 ok" if self.has_sender else "501 wie?"
            case "RCPT" if self.has_sender:
                to = rest.removeprefix("TO:").strip("<>")
                said = self.server.says.get((verb, to), "250 ok")
                self.to = to if said.startswith("250") else ""
                return said
            case "DATA" if self.to:
                return self.take()
        return "503 niet nu"

    def take(self):
        """Take the letter itself."""
        if ("DATA", self.to) in self.server.says:
            return self.server.says["DATA", self.to]
        self.say("354 ga je gang")
        lines = []
        while (line := self.rfile.readline(LONGEST + 1)) != b".\r\n":
            if not line.endswith(b"\r\n"):  # cut off, too long, or with another end than it should have
                return HANG_UP
            lines.append(line.removeprefix(b"."))
        time.sleep(self.server.delay)
        said = self.server.says.get((".", self.to), "250 bewaard")
        if said in {"250 bewaard", HANG_UP}:  # who hangs up, may have kept it
            self.server.kept.append((self.to, bytes(byte & 0x7F for byte in b"".join(lines))))
        return said


@contextmanager
def mail_server():
    """One that runs."""
    with MailServer() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
