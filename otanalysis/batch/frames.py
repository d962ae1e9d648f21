"""Messages through a socket, each behind its length: a large one never blocks, a torn one is never read."""

import json
import socket
import struct
from collections.abc import Iterator
from typing import Any

LENGTH = struct.Struct(">Q")
CHUNK = 1 << 20


def send(channel: socket.socket, message: bytes) -> None:
    """Send a message, the bytes of a JSON value."""
    channel.sendall(LENGTH.pack(len(message)) + message)


def send_value(channel: socket.socket, value: object) -> None:
    """Send a JSON value."""
    send(channel, json.dumps(value).encode())


class Reader:
    """Cuts what comes through a socket into the values that were sent."""

    def __init__(self, channel: socket.socket) -> None:
        self.channel, self.ended = channel, False
        self._held = bytearray()

    def read(self) -> Iterator[Any]:
        """Yield what is held whole, then what one reading completes; ``ended`` says that nothing more will come."""
        held = list(self._whole())
        if not held:
            self._take()
        yield from held or self._whole()

    def rest(self) -> Iterator[Any]:
        """Yield what is already there, without waiting for more."""
        self.channel.setblocking(False)
        while self._take():
            yield from self._whole()

    def _take(self) -> bool:
        """Take what is there; return whether there was something."""
        try:
            got = self.channel.recv(CHUNK)
        except BlockingIOError:
            return False
        except ConnectionError:
            got = b""
        self.ended = not got
        self._held += got
        return bool(got)

    def _whole(self) -> Iterator[Any]:
        while len(self._held) >= LENGTH.size:
            end = LENGTH.size + LENGTH.unpack_from(self._held)[0]
            if len(self._held) < end:
                return
            message = bytes(self._held[LENGTH.size : end])
            del self._held[:end]
            yield json.loads(message)
