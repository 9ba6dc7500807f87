"""DeviceLink's messages 0, 1 and 2 by hand: a big-endian length, then the message id and its fields.

The schema ../../../samples/DeviceLink/device-link.protogen.yaml describes the same bytes.
"""

import socket
import struct
import threading
import time

REGISTER, HEARTBEAT, DATE_TIME = 0, 1, 2
OK, ERROR = 0, -1

LENGTH = struct.Struct(">I")  # the bytes after it
BARE = struct.Struct(">b")  # an id and nothing else
REGISTRATION = struct.Struct(">b36s15s")  # id, application id, IMEI
REPLY = struct.Struct(">bb")  # id, error code; text may follow

LARGEST_BODY = 64 * 1024

_started = time.monotonic()
_one_line = threading.Lock()


def tell(event, detail=""):
    """One line on standard output: seconds since the start, what happened, and to what."""
    with _one_line:
        print(f"{time.monotonic() - _started:.3f} {event} {detail}".rstrip(), flush=True)


def describe(error):
    return type(error).__name__


class Link:
    """A connected socket that sends and receives whole bodies, and tells every frame in hex."""

    def __init__(self, connected):
        self._socket = connected
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._received = bytearray()

    def send(self, body):
        frame = LENGTH.pack(len(body)) + body
        tell("sent", frame.hex())  # before it goes: an answer must not be told first
        self._socket.sendall(frame)

    def receive(self, wait=None):
        """The next body, or None if it is not complete within `wait` seconds; ConnectionError once the peer has gone."""
        until = None if wait is None else time.monotonic() + wait
        while (body := self._take()) is None:
            left = None if until is None else until - time.monotonic()
            if left is not None and left <= 0:
                return None
            self._socket.settimeout(left)
            try:
                chunk = self._socket.recv(65536)
            except TimeoutError:
                return None
            finally:
                self._socket.settimeout(None)
            if not chunk:
                raise ConnectionAbortedError("in the middle of a frame" if self._received else "between frames")
            self._received += chunk
        return body

    def _take(self):
        if len(self._received) < LENGTH.size:
            return None
        (length,) = LENGTH.unpack_from(self._received)
        if not 1 <= length <= LARGEST_BODY:
            raise ConnectionAbortedError(f"length {length}")
        end = LENGTH.size + length
        if len(self._received) < end:
            return None
        frame = bytes(self._received[:end])
        del self._received[:end]
        tell("received", frame.hex())
        return frame[LENGTH.size :]

    def close(self):
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # the peer was faster
        self._socket.close()
