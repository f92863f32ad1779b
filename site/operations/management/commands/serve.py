"""`manage.py serve`: the whole site from one terminal, granian in front and a worker beside it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Command(BaseCommand):
    help = gettext_lazy("Starts the web server and a worker, and ends both together.")

    def add_arguments(self, parser):
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--workers", type=int, default=int(os.environ.get("WEB_WORKERS") or 2))

    def handle(self, *args, host: str, port: int, workers: int, **options):
        paths = [str(settings.SITE_DIR), str(settings.BASE_DIR), os.environ.get("PYTHONPATH", "")]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
        granian = Path(sys.executable).with_name("granian")
        web = [granian, "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers)]
        # A process told to end while it still loads the site does not hear it, and would be waited for without end.
        web += ["--blocking-threads", "4", "--no-ws", "--workers-kill-timeout", "8"]
        commands = [
            [*web, "--respawn-failed-workers", "--log-level", "warning", "config.wsgi:application"],
            [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_worker"],
        ]
        for name in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, lambda *signalled: sys.exit(0))
        processes = [subprocess.Popen(command, env=environment) for command in commands]
        try:
            while all(process.poll() is None for process in processes):
                time.sleep(0.3)
            raise CommandError(_("The web server or the worker has ended by itself; see its message above."))
        except KeyboardInterrupt:
            self.stdout.write("")
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
