#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a program with a display, a message bus and an accessibility bus that nobody else has, so that stories can be
told beside each other. Usage: own-display.py PROGRAM [ARGUMENT…]."""
import os
import subprocess
import sys
import tempfile


def start_server():
    """The display's name, and its server."""
    reader, writer = os.pipe()
    # Without -noreset everything on the display would be forgotten when its last window is closed.
    server = subprocess.Popen(['Xvfb', '-displayfd', str(writer), '-screen', '0', '1280x800x24', '-nolisten', 'tcp',
                               '-noreset'], pass_fds=[writer], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writer)
    with open(reader, encoding='ascii') as pipe:
        number = pipe.readline().strip()
    if not number:
        sys.exit(f'Xvfb ended with {server.wait()}')
    return f':{number}', server


def main():
    display, server = start_server()
    try:
        # The accessibility bus has its socket in the runtime folder.
        with tempfile.TemporaryDirectory(prefix='cam-run-') as runtime:
            environment = dict(os.environ, DISPLAY=display, XDG_RUNTIME_DIR=runtime)
            for name in ('AT_SPI_BUS_ADDRESS', 'DBUS_SESSION_BUS_ADDRESS', 'WAYLAND_DISPLAY', 'XAUTHORITY'):
                environment.pop(name, None)
            # What the buses say is no line of TAP: only the program has this output.
            output = os.dup(sys.stdout.fileno())
            status = subprocess.run(['dbus-run-session', '--', 'sh', '-c', f'exec "$@" >&{output}', 'sh', *sys.argv[1:]],
                                    env=environment, stdout=sys.stderr, pass_fds=[output]).returncode
    finally:
        server.terminate()
        server.wait()
    sys.exit(status if status >= 0 else 128 - status)


if __name__ == '__main__':
    main()
