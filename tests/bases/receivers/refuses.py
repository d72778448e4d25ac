"""A receiver that answers each event with the status that is named, and `tandem outbox clinic send` to it. [F107]"""

import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(int(sys.argv[1]))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Receiver)
threading.Thread(target=server.serve_forever, daemon=True).start()
with open("receivers.tandem", "w", encoding="utf-8") as out:
    out.write(f'webhook "messages"\n  address "http://127.0.0.1:{server.server_port}/"\n  secret "messages.secret"\n')
sys.exit(subprocess.run(["tandem", "outbox", "clinic", "send", "--receivers", "receivers.tandem"], check=False).returncode)
