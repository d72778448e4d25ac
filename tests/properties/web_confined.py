#!/usr/bin/env python3
"""TLS built in, root given up, system calls from a short list. Prints TAP.

  web_confined.py build/gcc/src/cli/tandem
"""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "web"))
from web_client import PASSWORD, Browser, Server, tandem_of  # noqa: E402
from tap import Tap  # noqa: E402


def certificate(place, name):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", place / f"{name}.key",
                    "-out", place / f"{name}.pem", "-days", "2", "-subj", "/CN=localhost", "-addext",
                    "subjectAltName=DNS:localhost,IP:127.0.0.1"], check=True, capture_output=True)
    return str(place / f"{name}.pem"), str(place / f"{name}.key")


def refused(tap, tandem, folder, words, code, what):
    done = subprocess.run([tandem, "serve", folder, "--listen", "127.0.0.1:0", *words], capture_output=True, text=True, timeout=20, check=False)
    tap.result(done.returncode != 0 and f"error {code}" in done.stderr and what in done.stderr, f"refused at the start: {what}",
               [done.returncode, done.stdout, done.stderr])


def shake(port, context, name="localhost"):
    with socket.create_connection(("127.0.0.1", port), timeout=5) as wire, context.wrap_socket(wire, server_hostname=name) as tls:
        tls.sendall(b"GET /log-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        got = b""
        while more := tls.recv(65536):
            got += more
        return tls.version(), got


def tls(tap, server, pem):
    context = ssl.create_default_context(cafile=pem)
    version, got = shake(server.port, context)
    tap.result(version == "TLSv1.3" and got.startswith(b"HTTP/1.1 200"), "a page comes by TLS 1.3, from the certificate that was named",
               [version, got[:200]])
    tap.result(b"strict-transport-security: max-age=31536000" in got.lower(), "and says that it is never to be asked for without", [got[:900]])
    two = ssl.create_default_context(cafile=pem)
    two.maximum_version = ssl.TLSVersion.TLSv1_2
    version, got = shake(server.port, two)
    tap.result(version == "TLSv1.2" and got.startswith(b"HTTP/1.1 200"), "TLS 1.2 is spoken too", [version])
    warnings.simplefilter("ignore", DeprecationWarning)  # that is the point
    old = ssl.create_default_context(cafile=pem)
    old.set_ciphers("ALL:@SECLEVEL=0")
    old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    try:
        version, _ = shake(server.port, old)
    except (ssl.SSLError, ConnectionError) as error:
        version = type(error).__name__
    tap.result(not str(version).startswith("TLSv"), "nothing older is", [version])
    try:
        wire = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
        wire.request("GET", "/log-in")
        status = wire.getresponse().status
    except (http.client.HTTPException, OSError):
        status = 0
    tap.result(status == 0, "nor plain HTTP at the same door", [status])
    begun = time.monotonic()
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as wire:
        wire.sendall(b"\x16\x03\x01")
        try:
            wire.recv(10)
        except OSError:
            pass
    took = time.monotonic() - begun
    tap.result(8 < took < 14, "a handshake that is not gone on with is closed after 10 seconds", [took])
    browser = Browser(server.port)
    browser.wire = lambda: http.client.HTTPSConnection("localhost", server.port, timeout=30, context=context)
    tap.result(browser.log_in("example-d").status == 303 and "You may not" in browser.get("/").words(), "people log in and read by TLS")


def processes(server):
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(server.process.pid)], capture_output=True, text=True, check=True).stdout.split()
    return {pid: dict(line.split(":\t", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":\t" in line)
            for pid in [str(server.process.pid), *children]}


def confined(tap, server, count):
    found = processes(server)
    tap.result(len(found) == count, "the processes: the first, workers, writer, helpers", found.keys())
    tap.result(all(one["Seccomp"] == "2" and one["NoNewPrivs"] == "1" for one in found.values()),
               "each has its system calls filtered, and gains no rights",
               [f"{pid}: {one['Seccomp']} {one['NoNewPrivs']}" for pid, one in found.items()])
    return found


def given_up(tap, tandem, place, pem, key):
    if os.geteuid() != 0:
        tap.skip("root is given up", "only root can give it up")
        return
    folder = place / "clinic"
    subprocess.run([tandem, "init", folder], check=True, capture_output=True)
    subprocess.run([tandem, "account", folder, "add", "nurse-x", "nurse"], check=True, capture_output=True)
    subprocess.run([tandem, "account", folder, "password", "nurse-x"], input=PASSWORD + "\n", text=True, check=True, capture_output=True)
    os.chmod(place, 0o755)
    shutil.chown(folder, "nobody")
    for path in folder.iterdir():
        shutil.chown(path, "nobody")
    os.chmod(key, 0o600)
    nobody = str(int(subprocess.run(["id", "-u", "nobody"], capture_output=True, text=True, check=True).stdout))
    with Server(tandem, str(folder), "--certificate", pem, "--key", key, "--user", "nobody") as server:
        found = confined(tap, server, 7)
        tap.result(all(set(one["Uid"].split()) == {nobody} and one["Groups"].strip() == "" for one in found.values()),
                   "started as root, each process is the user that was named, in no further group", [one["Uid"] for one in found.values()])
        browser = Browser(server.port)
        browser.wire = lambda: http.client.HTTPSConnection("localhost", server.port, timeout=30, context=ssl.create_default_context(cafile=pem))
        tap.result(browser.log_in("nurse-x").status == 303, "and can write what it keeps, with a key that only root may read")
    refused(tap, tandem, folder, ["--user", "no-such-user"], "S030", "there is none")
    refused(tap, tandem, folder, ["--user", "root"], "S030", "that is root again")


UNIT = Path(__file__).resolve().parent.parent.parent / "docs" / "systemd" / "tandem.service"


def unit(tap, tandem, place):
    """What systemd itself says of the unit, without running it."""
    if not shutil.which("systemd-analyze"):
        tap.skip("the unit for systemd", "systemd-analyze is not installed")
        return
    (place / "tandem.service").write_text(UNIT.read_text().replace("/usr/local/bin/tandem", tandem).replace("Documentation=", "#"))
    said = subprocess.run(["systemd-analyze", "verify", place / "tandem.service"], capture_output=True, text=True, check=False)
    tap.result(said.returncode == 0 and "tandem.service" not in said.stderr, "systemd reads the unit without a complaint", [said.stderr])
    said = subprocess.run(["systemd-analyze", "security", "--offline=yes", "--threshold=20", place / "tandem.service"],
                          capture_output=True, text=True, check=False)
    tap.result(said.returncode == 0, "and calls it no more exposed than 2.0 of 10", [said.stdout[-200:], said.stderr])


def main():
    tap, tandem = Tap(), tandem_of(sys.argv)
    with tempfile.TemporaryDirectory(dir="/tmp") as name:  # a folder that another user can reach
        place = Path(name)
        (pem, key), (other, _) = certificate(place, "one"), certificate(place, "other")
        (place / "empty").write_bytes(b"")
        with Server(tandem, "--certificate", pem, "--key", key) as server:
            tap.result(bool(re.search(r"https://127\.0\.0\.1:\d+/", server.said)), "it says that it speaks TLS", [server.said])
            tls(tap, server, pem)
            confined(tap, server, 7)
            tap.result(server.stop() == 0 and not server.folder.exists(), "the server stops when it is told to, and clears up",
                       [server.told()[-300:]])
        if sys.argv[2:] == ["serving"]:
            return tap.finish()
        refused(tap, tandem, place, ["--certificate", pem], "S032", "one of them is missing")
        refused(tap, tandem, place, ["--certificate", other, "--key", key], "S031", "cannot be used together")
        refused(tap, tandem, place, ["--certificate", key, "--key", pem], "S031", "cannot be used together")
        refused(tap, tandem, place, ["--certificate", str(place / "empty"), "--key", key], "S031", "cannot be used together")
        given_up(tap, tandem, place, pem, key)
        unit(tap, str(Path(tandem).resolve()), place)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
