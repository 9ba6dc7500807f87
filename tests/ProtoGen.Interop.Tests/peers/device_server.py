#!/usr/bin/env python3
"""A server written without ProtoGen: a thread for each device, every request answered at once.

    python3 device_server.py --port 9089

Commands on standard input, one a line: `mute` reads on but answers nothing, `speak` answers again, `hang-up` closes every
connection, `die` ends the process at once. The end of the input ends the server too.
"""

import argparse
import os
import socket
import sys
import threading
import time

from device_link import DATE_TIME, ERROR, HEARTBEAT, OK, REGISTER, REGISTRATION, REPLY, Link, describe, tell


class Server:
    def __init__(self, options):
        self._options = options
        self._links = set()
        self._mute = False

    def listen(self):
        listener = socket.create_server(("127.0.0.1", self._options.port), backlog=128)
        tell("listening", listener.getsockname()[1])
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def obey(self, command):
        if command == "mute":
            self._mute = True
        elif command == "speak":
            self._mute = False
        elif command == "hang-up":
            for link in list(self._links):
                link.close()
        elif command == "die":
            os._exit(0)
        tell("obeyed", command)

    def _accept(self, listener):
        while True:
            connected, address = listener.accept()
            tell("connected", f"{address[0]}:{address[1]}")
            threading.Thread(target=self._serve, args=(connected,), daemon=True).start()

    def _serve(self, connected):
        link = Link(connected)
        self._links.add(link)
        try:
            while True:
                body = link.receive()
                if self._mute:
                    continue
                if reply := self._answer(body):
                    link.send(reply)
                if body[0] == REGISTER and self._options.close_after_register:
                    break
            tell("closed")
        except OSError as error:
            tell("lost", describe(error))
        finally:
            self._links.discard(link)
            link.close()

    def _answer(self, body):
        if body[0] == REGISTER:
            if len(body) != REGISTRATION.size or self._options.refuse:
                return REPLY.pack(REGISTER, ERROR)
            _, app_id, imei = REGISTRATION.unpack(body)
            tell("registered", f"{imei.rstrip(bytes(1)).decode()} {app_id.rstrip(bytes(1)).decode()}")
            return REPLY.pack(REGISTER, OK)
        if body[0] == HEARTBEAT:
            return REPLY.pack(HEARTBEAT, OK)
        if body[0] == DATE_TIME:
            return REPLY.pack(DATE_TIME, OK) + time.strftime("%Y-%m-%d %H:%M:%S").encode("ascii")
        return None  # not a message of ours


def main():
    options = parse()
    server = Server(options)
    server.listen()
    for line in sys.stdin:
        server.obey(line.strip())


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one, which the first line of the output names")
    parser.add_argument("--close-after-register", action="store_true", help="hang up on every device as soon as it has registered")
    parser.add_argument("--refuse", action="store_true", help="answer every registration with an error")
    return parser.parse_args()


if __name__ == "__main__":
    main()
