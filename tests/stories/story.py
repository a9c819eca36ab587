# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real program as a person would, through the accessibility bus.

A story starts the program in a home of its own, finds things by role and name, presses, types and
reads. It waits for what it expects, never for a length of time.
"""
import os
import shutil
import signal
import subprocess
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 60  # seconds; only ever used up by a failure


class NotFound(Exception):
    pass


class Program:
    """One run of the program; several may follow each other in one home, or run beside each other in
    homes of their own."""

    running = []

    def __init__(self, *arguments, home=None, environment=None):
        self.home = home or tempfile.mkdtemp(prefix="cam-story-")
        self.owns_home = home is None
        self.environment = dict(
            os.environ, HOME=self.home, GTK_A11Y="atspi", GSK_RENDERER="cairo", LC_ALL="C.UTF-8",
            GSETTINGS_BACKEND="keyfile", G_DEBUG="fatal-warnings", ADW_DISABLE_PORTAL="1",
            GDK_DEBUG="no-portals")
        self.environment.update(environment or {})
        for name in ("DATA", "CONFIG", "CACHE", "STATE"):
            self.environment[f"XDG_{name}_HOME"] = os.path.join(self.home, name.lower())
        # While pages slide, GTK 4.18 leaves render nodes behind, which the leak sanitizer counts.
        settings = os.path.join(self.environment["XDG_CONFIG_HOME"], "gtk-4.0")
        os.makedirs(settings, exist_ok=True)
        with open(os.path.join(settings, "settings.ini"), "w", encoding="utf-8") as file:
            file.write("[Settings]\ngtk-enable-animations=false\n")
        self.log = open(os.path.join(self.home, "log.txt"), "a+", encoding="utf-8")
        self.process = subprocess.Popen(["cambridgeshire-local", *arguments], env=self.environment,
                                        stdout=self.log, stderr=self.log)
        Program.running.append(self)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is not None:
            self.show_what_is_there()
        status = self.quit()
        if kind is None:
            assert status == 0, f"the program ended with {status}\n{self.read_log()}"
        if self.owns_home:
            shutil.rmtree(self.home, ignore_errors=True)

    def read_log(self):
        self.log.seek(0)
        return self.log.read()

    def quit(self):
        """Ends it as a session does: by asking. Returns its exit status."""
        try:
            return self.ask_to_end()
        finally:
            Program.running.remove(self)

    def ask_to_end(self):
        if self.process.poll() is None:
            windows = self.windows()
            if windows:
                self.key("ctrl+q")
            else:
                self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def windows(self):
        desktop = Atspi.get_desktop(0)
        found = []
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            try:
                if application is not None and application.get_process_id() == self.process.pid:
                    found += [application.get_child_at_index(i)
                              for i in range(application.get_child_count())]
            except GLib.Error:
                continue
        return found

    def everything(self):
        """Every showing accessible object, parents first."""
        waiting = self.windows()
        while waiting:
            node = waiting.pop(0)
            if node is None:
                continue
            try:
                yield node
                waiting[:0] = [node.get_child_at_index(i) for i in range(node.get_child_count())]
            except GLib.Error:
                continue

    def matches(self, role=None, name=None, contains=None, showing=True):
        for node in self.everything():
            try:
                if role is not None and node.get_role_name() != role:
                    continue
                said = node.get_name() or ""
                if name is not None and said != name:
                    continue
                if contains is not None and contains not in said:
                    continue
                if showing and not node.get_state_set().contains(Atspi.StateType.SHOWING):
                    continue
                yield node
            except GLib.Error:
                continue

    def wait(self, what, condition):
        """Waits until condition () is something; returns that."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None, f"the program ended\n{self.read_log()}"
            found = condition()
            if found:
                return found
            time.sleep(0.05)
        raise NotFound(f"{what} did not come\n{self.read_log()}")

    def find(self, role=None, name=None, contains=None):
        return self.wait(f"{role or 'anything'} {name or contains!r}",
                         lambda: next(self.matches(role, name, contains), None))

    def focused(self, role=None, name=None):
        """Waits until the thing has the keyboard focus."""
        return self.wait(f"the focus on {role or 'anything'} {name!r}", lambda: next(
            (node for node in self.matches(role, name)
             if node.get_state_set().contains(Atspi.StateType.FOCUSED)), None))

    def tab_to(self, role, name=None, contains=None):
        """Goes there with the Tab key alone, which everything must allow."""
        node = self.find(role, name, contains)
        visited = []
        for _ in range(60):
            if node.get_state_set().contains(Atspi.StateType.FOCUSED):
                return
            self.key("Tab")
            time.sleep(0.1)
            visited += [f"{there.get_role_name()} {there.get_name()!r}" for there in self.matches()
                        if there.get_state_set().contains(Atspi.StateType.FOCUSED)]
        raise NotFound(f"Tab does not reach {role} {name or contains!r}, only {visited}")

    def search(self, text):
        """Ctrl+F and the text, typed once the entry listens."""
        self.key("ctrl+f")
        self.focused("entry", "Search")
        self.write(text)

    def gone(self, role=None, name=None, contains=None):
        self.wait(f"the end of {role or 'anything'} {name or contains!r}",
                  lambda: next(self.matches(role, name, contains), None) is None)

    def press(self, role=None, name=None, contains=None):
        """Presses, clicks or activates the thing by its accessible action."""
        node = self.find(role, name, contains)
        action = node.get_action_iface()
        assert action is not None and action.get_n_actions() > 0, f"{name} cannot be pressed"
        action.do_action(0)
        return node

    def come_forward(self, always=False):
        """Gives the program's topmost window the keys, where another one runs beside it, or where a window of
        its own had them and is gone: there is no window manager that would."""
        if len(Program.running) < 2 and not always:
            return
        shown = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                               capture_output=True, text=True).stdout.split()
        if shown:
            subprocess.run(["xdotool", "windowraise", shown[-1], "windowfocus", "--sync", shown[-1]], check=True)

    def key(self, *keys):
        """Sends keys to the window, as xdotool writes them: "ctrl+f", "Return"."""
        self.come_forward()
        subprocess.run(["xdotool", "key", "--delay", "20", *keys], check=True)

    def choose_file(self, path):
        """In the file chooser that comes up."""
        self.wait("the file chooser", lambda: len(self.windows()) > 1)
        self.key("ctrl+a")
        self.write(path)
        self.key("Return")
        self.wait("the end of the file chooser", lambda: len(self.windows()) < 2)
        self.come_forward(always=True)

    def click_until(self, x, y, role, name):
        """Clicks at a point of the window until the thing is there: what lies under the pointer may
        still be loading at the first click."""
        def clicked():
            subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], check=True)
            time.sleep(1)
            return next(self.matches(role, name), None)
        return self.wait(f"{role} {name!r}", clicked)

    def write(self, text):
        self.come_forward()
        subprocess.run(["xdotool", "type", "--delay", "15", text], check=True)

    def show_what_is_there(self):
        for node in self.everything():
            try:
                if node.get_name() and node.get_state_set().contains(Atspi.StateType.SHOWING):
                    print(f"# {node.get_role_name()}: {node.get_name()}")
            except GLib.Error:
                continue
        for line in self.read_log().splitlines()[-40:]:
            print(f"# log: {line}")


def command(*arguments, home=None):
    """Runs a batch command; returns (status, output, errors)."""
    environment = dict(os.environ)
    if home is not None:
        environment.update(HOME=home, XDG_DATA_HOME=os.path.join(home, "data"),
                           XDG_STATE_HOME=os.path.join(home, "state"))
    done = subprocess.run(["cambridgeshire-local", *arguments], env=environment,
                          capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr
