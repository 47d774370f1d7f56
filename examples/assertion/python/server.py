"""A website that greets whom the gate says is there. The other way to verify: server.py verify_with_cryptography"""

import importlib
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

verify = importlib.import_module(sys.argv[1] if len(sys.argv) > 1 else "verify_assertion")


class Website(BaseHTTPRequestHandler):
    def do_GET(self):
        # In Django: request.headers.get("Gatehouse-Assertion"); in Flask the same.
        who = verify.who_is_there(self.headers.get("Gatehouse-Assertion"))
        if who is None:
            self.answer(401, "Nobody is signed in.\n")
            return
        groups = ", ".join(who["groups"])
        name = f"{who['name']} <{who['sub']}> of {who['company']} ({who['contact']})"
        self.answer(200, f"{name}\n{groups}\n{who['priceGroup']} {who['language']}\n")

    def answer(self, status, text):
        body = text.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


# On loopback only: whoever reaches the website past the gate's web server gets past the gate.
ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "3000"))), Website).serve_forever()
