"""The proxy of ops/deploy/Caddyfile before a server, on another address and without a certificate."""

import json
import os
import shutil
import subprocess
from contextlib import contextmanager

from ops.torture.site import BASE, free_port, until

CADDY = shutil.which("caddy")
NO_CADDY = "niet geprobeerd: caddy ontbreekt, apt-get install caddy"


class Proxy:
    """What a reader talks to: `port`, in front of `site`, or of more of them as the file says for more machines."""

    def __init__(self, site, *others):
        self.site, self.others, self.port = site, others, free_port()
        self.folder = site.folder.parent / "caddy"
        self.folder.mkdir(exist_ok=True)

    def config(self):
        """What Caddy itself makes of the file, with only other addresses, and nothing asked of anybody else."""
        words = (BASE / "ops" / "deploy" / "Caddyfile").read_text()
        words = words.replace("toolbox.example.org", f"http://127.0.0.1:{self.port}")
        upstreams = [f"127.0.0.1:{site.port}" for site in (self.site, *self.others)]
        words = words.replace("127.0.0.1:8000", " ".join(upstreams))
        if self.others:
            words = words.replace("#health_", "health_")
        (self.folder / "Caddyfile").write_text(words)
        command = [CADDY, "adapt", "--adapter", "caddyfile", "--config", str(self.folder / "Caddyfile")]
        made = json.loads(subprocess.run(command, check=True, capture_output=True, env=self.env).stdout)  # noqa: S603
        for server in made["apps"]["http"]["servers"].values():
            server |= {"listen": [f"127.0.0.1:{self.port}"], "automatic_https": {"disable": True}}
        return made | {"admin": {"disabled": True, "config": {"persist": False}}}

    @property
    def env(self):
        """Caddy keeps what it wants to keep in our folder."""
        return {"PATH": os.environ["PATH"], "HOME": str(self.folder)}

    @contextmanager
    def running(self):
        """Start it, wait until it passes on what the site says, and stop it at the end."""
        (self.folder / "caddy.json").write_text(json.dumps(self.config()))
        command = [CADDY, "run", "--config", str(self.folder / "caddy.json")]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, env=self.env, stdout=log, stderr=log)  # noqa: S603
        try:
            until(lambda: self.site.status("/healthz", port=self.port) == 200, 30)
            yield self
        finally:
            self.process.terminate()
            self.process.wait(30)
