# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts of a network that nobody else is in.

The whole run moves into a network namespace of its own, which has no way out; each host is a namespace
within, and a cable that can be cut lies between two halves of them.
"""
import os
import subprocess
import sys

MARK = "CAM_OWN_NETWORK"


def enter_own_network():
    """Starts this program again where there is no network but the one that it makes."""
    if os.environ.get(MARK):
        return
    os.environ[MARK] = "1"
    plain = subprocess.run(["unshare", "--net", "true"], stderr=subprocess.DEVNULL).returncode == 0
    options = ["--net"] if plain else ["--user", "--map-root-user", "--net"]
    os.execvp("unshare", ["unshare", *options, sys.executable, *sys.argv])


def ip(*words, host=None):
    prefix = ["nsenter", "--target", str(host.pid), "--net"] if host else []
    subprocess.run([*prefix, "ip", *words], check=True)


class Host:
    """A namespace that lives as long as a process that sleeps in it."""

    def __init__(self, number):
        self.number = number
        self.address = f"10.77.0.{number + 1}"
        own = os.readlink("/proc/self/ns/net")
        self.keeper = subprocess.Popen(["unshare", "--net", "sh", "-c", "echo here; exec sleep infinity"],
                                       stdout=subprocess.PIPE)
        assert self.keeper.stdout.readline() == b"here\n"
        self.pid = self.keeper.pid
        assert os.readlink(f"/proc/{self.pid}/ns/net") != own

    def plug(self, bridge):
        ip("link", "add", f"port{self.number}", "type", "veth", "peer", "name", "eth0", "netns", str(self.pid))
        ip("link", "set", f"port{self.number}", "master", bridge, "up")
        ip("link", "set", "lo", "up", host=self)
        ip("address", "add", f"{self.address}/24", "dev", "eth0", host=self)
        ip("link", "set", "eth0", "up", host=self)

    def start(self, words, **more):
        return subprocess.Popen(["nsenter", "--target", str(self.pid), "--net", *words], **more)

    def close(self):
        self.keeper.kill()
        self.keeper.wait()


class Network:
    """Hosts 0 … n/2 − 1 on one side of the cable, the others on the other."""

    def __init__(self, n):
        ip("link", "set", "lo", "up")
        for side in ("left", "right"):
            ip("link", "add", side, "type", "bridge")
            ip("link", "set", side, "up")
        ip("link", "add", "cable0", "type", "veth", "peer", "name", "cable1")
        ip("link", "set", "cable0", "master", "left", "up")
        ip("link", "set", "cable1", "master", "right", "up")
        self.hosts = [Host(number) for number in range(n)]
        for host in self.hosts:
            host.plug("left" if host.number < n // 2 else "right")

    def cut(self):
        ip("link", "set", "cable0", "down")

    def heal(self):
        ip("link", "set", "cable0", "up")

    def close(self):
        for host in self.hosts:
            host.close()
