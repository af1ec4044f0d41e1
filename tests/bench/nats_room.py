#!/usr/bin/env python3
"""One room on three servers over a nats-server with JetStream, which is killed in the middle.

    nats_room.py NETBASICS [MEMBERS [SENDERS [LINES [SECONDS]]]]

MEMBERS (300) sit at the three servers in turn, one more never reads; SENDERS (10) of them say LINES (1000) each; the
engine is killed after a third of them and started again after SECONDS (10). Every member has to hear every line of
every other sender once and in order."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_engine(port, folder):
    return subprocess.Popen(["nats-server", "-js", "-sd", folder, "-a", "127.0.0.1", "-p", str(port)],
                            stderr=subprocess.DEVNULL)


def start_server(program, engine_port):
    words = [program, "serve", "--room=bench", "0", "--nats", f"nats://127.0.0.1:{engine_port}", "--history", "0",
             "--rate", "0", "--max-per-address", "0"]
    server = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = b""
    while b"other servers can be reached" not in said:
        said += os.read(server.stderr.fileno(), 4096)
    return server, int(re.search(rb"listening on 127\.0\.0\.1:(\d+)", said).group(1))


class Member:
    def __init__(self, port, name):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.sendall(b"/nick %s\n" % name)
        self.heard = bytearray()
        self.socket.setblocking(False)

    def say(self, text):
        self.socket.setblocking(True)
        self.socket.sendall(text)
        self.socket.setblocking(False)

    def read(self):
        try:
            while got := self.socket.recv(1 << 20):
                self.heard += got
        except BlockingIOError:
            pass

    def lines(self):
        """The numbers of the lines that were heard, by sender."""
        heard = {}
        for sender, number in re.findall(rb"^m(\d+): line (\d+) x{60}$", self.heard, re.M):
            heard.setdefault(int(sender), []).append(int(number))
        return heard


def main():
    program = sys.argv[1]
    members, senders, lines, pause = (int(word) for word in (sys.argv[2:] + ["300", "10", "1000", "10"][len(sys.argv) - 2:]))
    folder = tempfile.mkdtemp()
    port = free_port()
    engine = start_engine(port, folder)
    servers = [start_server(program, port) for _ in range(3)]
    all_members = [Member(servers[i % 3][1], b"m%d" % i) for i in range(members)]
    silent = socket.create_connection(("127.0.0.1", servers[0][1]))  # never reads
    time.sleep(1)
    started = time.time()
    killed = 0.0
    for number in range(lines):
        if number == lines // 3:
            engine.kill()
            engine.wait()
            killed = time.time()
        if number == lines * 2 // 3:
            while time.time() - killed < pause:
                for member in all_members:
                    member.read()
                time.sleep(0.02)
            engine = start_engine(port, folder)
        for sender in range(senders):
            all_members[sender].say(b"line %d %s\n" % (number, b"x" * 60))
        if number % 5 == 0:
            for member in all_members:
                member.read()
    said = time.time()
    last = [b"m%d: line %d x" % (sender, lines - 1) for sender in range(senders)]
    waiting = set(range(members))
    while waiting and time.time() - said < 120:
        for i in list(waiting):
            all_members[i].read()
            if all(text in all_members[i].heard for s, text in enumerate(last) if s != i):
                waiting.discard(i)
        time.sleep(0.05)
    ended = time.time()
    broken = 0
    for i, member in enumerate(all_members):
        heard = member.lines()
        broken += sum(heard.get(s) != list(range(lines)) for s in range(senders) if s != i)
    pairs = members * senders - min(members, senders)
    print(f"{pairs - broken} of {pairs} pairs of sender and member whole, in order, once; "
          f"said in {said - started:.1f} s, the engine away for {pause} s; the last line {ended - said:.1f} s later")
    for server, _ in servers:
        server.terminate()
    engine.kill()
    silent.close()
    shutil.rmtree(folder, ignore_errors=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
