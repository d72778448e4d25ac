"""A client of `tandem lsp` for the tests: messages as an editor sends them, over the program's standard input. Standard library only."""

import json
import subprocess

WAIT_S = 60


class Server:
    """One session. What the server publishes while an answer is awaited is kept in `published`, by address."""

    def __init__(self, tandem, *arguments, folder=None):
        self.process = subprocess.Popen([tandem, "lsp", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, cwd=folder)
        self.number = 0
        self.published = {}

    def send_bytes(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        body = message if isinstance(message, bytes) else json.dumps(message, ensure_ascii=False).encode()
        self.send_bytes(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def receive(self):
        """The next message, or None at the end of the stream."""
        length = None
        while True:
            line = self.process.stdout.readline()
            if not line:
                return None
            if line == b"\r\n":
                break
            name, value = line.split(b":", 1)
            if name.lower() == b"content-length":
                length = int(value)
        body = self.process.stdout.read(length)
        message = json.loads(body)
        if message.get("method") == "textDocument/publishDiagnostics":
            self.published.setdefault(message["params"]["uri"], []).append(message["params"])
        return message

    def ask(self, method, params=None, number=None):
        """The whole answer to a request."""
        self.number += 1
        number = self.number if number is None else number
        message = {"jsonrpc": "2.0", "id": number, "method": method}
        self.send(message if params is None else message | {"params": params})
        while True:
            answer = self.receive()
            if answer is None or (answer.get("id") == number and "method" not in answer):
                return answer

    def tell(self, method, params=None):
        message = {"jsonrpc": "2.0", "method": method}
        self.send(message if params is None else message | {"params": params})

    def begin(self, options=None):
        params = {"processId": None, "rootUri": None, "capabilities": {}}
        answer = self.ask("initialize", params | ({"initializationOptions": options} if options else {}))
        self.tell("initialized", {})
        return answer

    def open(self, uri, text, version=1):
        """Opens a text; gives what is published of it."""
        self.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "tandem", "version": version, "text": text}})
        return self.next_of(uri)

    def change(self, uri, text, version):
        self.tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]})
        return self.next_of(uri)

    def next_of(self, uri):
        known = len(self.published.get(uri, []))
        while len(self.published.get(uri, [])) == known:
            if self.receive() is None:
                return None
        return self.published[uri][-1]

    def end(self):
        """(exit code, what stood on the error stream)"""
        if self.process.poll() is None:
            self.process.stdin.close()
        code = self.process.wait(timeout=WAIT_S)
        return code, self.process.stderr.read()

    def leave(self):
        answer = self.ask("shutdown")
        self.tell("exit")
        return answer, self.end()


def position(text, before):
    """Line and UTF-16 character just behind the first place of `before` in the text."""
    at = text.index(before) + len(before)
    line = text.count("\n", 0, at)
    start = text.rfind("\n", 0, at) + 1
    return {"line": line, "character": len(text[start:at].encode("utf-16-le")) // 2}


def slice_of(text, span):
    """The text between two positions of one line."""
    line = text.split("\n")[span["start"]["line"]].encode("utf-16-le")
    return line[2 * span["start"]["character"] : 2 * span["end"]["character"]].decode("utf-16-le")
