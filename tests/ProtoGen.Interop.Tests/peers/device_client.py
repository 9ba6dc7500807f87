#!/usr/bin/env python3
"""A device written without ProtoGen: it beats, asks for the time, and goes to the next server when one is lost.

    python3 device_client.py --server 127.0.0.1:9089 --server 127.0.0.1:9090 --interval 3
"""

import argparse
import socket
import sys
import time

from device_link import BARE, DATE_TIME, HEARTBEAT, OK, REGISTER, REGISTRATION, REPLY, Link, describe, tell


def main():
    options = parse()
    device = Device(options)
    ends = time.monotonic() + options.seconds if options.seconds else float("inf")
    turn = 0
    while time.monotonic() < ends:
        host, port = options.server[turn % len(options.server)]
        turn += 1
        try:
            with socket.create_connection((host, port), timeout=5) as connected:
                tell("connected", f"{host}:{port}")
                if device.serve(Link(connected), ends):
                    tell("done")
                    return 0
        except OSError as error:
            tell("lost", describe(error))
        time.sleep(options.pause)
    tell("expired")
    return 1


class Device:
    """What this device says on each connection; what it has done so far outlives them."""

    def __init__(self, options):
        self._options = options
        self._beats_left = options.beats
        self._date_times_left = options.date_times

    def serve(self, link, ends):
        """True when all that was wanted is done; ConnectionError or a time-out when the server is lost."""
        if self._options.talk_first:
            link.send(BARE.pack(HEARTBEAT))
            link.send(BARE.pack(DATE_TIME))
            self._expect(link, HEARTBEAT)
            self._expect(link, DATE_TIME)

        link.send(REGISTRATION.pack(REGISTER, self._options.app_id.encode(), self._options.imei.encode()))
        if self._expect(link, REGISTER) != OK:
            tell("refused")
            return True
        tell("registered", self._options.imei)

        while time.monotonic() < ends:
            if self._date_times_left:
                link.send(BARE.pack(DATE_TIME))
                self._expect(link, DATE_TIME)
                self._date_times_left -= 1
            if self._beats_left == 0 and self._date_times_left == 0:
                return True
            self._idle(link)
            link.send(BARE.pack(HEARTBEAT))
            self._expect(link, HEARTBEAT)
            if self._beats_left:
                self._beats_left -= 1
        return False

    def _idle(self, link):
        """Reads whatever the server says by itself until the next heartbeat is due."""
        due = time.monotonic() + self._options.interval
        while (left := due - time.monotonic()) > 0:
            link.receive(left)

    def _expect(self, link, wanted):
        """The error code of the reply to `wanted`; other messages before it are passed over."""
        until = time.monotonic() + self._options.patience
        while (left := until - time.monotonic()) > 0:
            body = link.receive(left)
            if body is None or len(body) < REPLY.size:
                continue
            message, code = REPLY.unpack_from(body)
            if message != wanted:
                continue
            if message == DATE_TIME:
                tell("time", body[REPLY.size :].decode("ascii"))
            return code
        raise TimeoutError(f"no reply to {wanted}")


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--server", action="append", type=endpoint, required=True, metavar="HOST:PORT", help="again for more servers, tried in turn"
    )
    parser.add_argument("--app-id", default="996da38d-a7be-4947-aa4c-f8208b5f4ade")
    parser.add_argument("--imei", default="869858030720693")
    parser.add_argument("--interval", type=float, default=3, help="seconds between heartbeats")
    parser.add_argument("--patience", type=float, default=5, help="seconds to wait for a reply")
    parser.add_argument("--pause", type=float, default=1, help="seconds before the next connection")
    parser.add_argument("--beats", type=int, default=-1, help="heartbeats before it is done; without it, for ever")
    parser.add_argument("--date-times", type=int, default=1, help="date-time requests to make, one before each heartbeat")
    parser.add_argument("--talk-first", action="store_true", help="beat and ask for the time before registering, too")
    parser.add_argument("--seconds", type=float, help="give up after so long")
    return parser.parse_args()


def endpoint(text):
    host, _, port = text.rpartition(":")
    return host, int(port)


if __name__ == "__main__":
    sys.exit(main())
