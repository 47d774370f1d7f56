"""Who the gate says is there, without PyJWT: only the package cryptography (python3-cryptography)."""

import base64
import json
import logging
import os
import threading
import time
import urllib.request

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

# The public address of your website, exactly as it stands in Gatehouse, without a slash at the end.
ADDRESS = os.environ.get("WEBSITE_ADDRESS", "https://portal.example.com")
# Where the gate's keys are. A website beside its gate may ask it directly: http://127.0.0.1:8081/_gate/jwks.json
JWKS_URL = os.environ.get("JWKS_URL", f"{ADDRESS}/_gate/jwks.json")

JWKS_SECONDS = 300  # for which keys are kept, as the gate says
JWKS_COOLDOWN = 30  # after which they are fetched again for a key that is not known
CLOCK_TOLERANCE = 30  # that the clocks of gate and website may differ

_lock = threading.Lock()
_kept = {"fetched": None, "keys": {}}


def who_is_there(assertion):
    """The claims of the header Gatehouse-Assertion, or None: nobody with access, or an assertion that is not good."""
    if not assertion:
        return None
    try:
        return _verified_claims(assertion)
    except (ValueError, LookupError, TypeError, OSError, RecursionError, InvalidSignature) as problem:
        logging.warning("Gatehouse-Assertion was refused: %r", problem)
        return None


def _verified_claims(assertion):
    head, body, signature = assertion.split(".")
    header = json.loads(_from_base64url(head))
    # One algorithm only: never the one that the assertion asks for.
    if header["alg"] != "EdDSA":
        raise ValueError("it is not signed with EdDSA")
    _gate_key(header["kid"]).verify(_from_base64url(signature), f"{head}.{body}".encode("ascii"))
    claims = json.loads(_from_base64url(body))
    now = time.time()
    if claims["iss"] != ADDRESS:
        raise ValueError("another gate made it")
    audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if ADDRESS not in audience:
        raise ValueError("it is for another website")
    if claims["exp"] <= now - CLOCK_TOLERANCE:
        raise ValueError("it is over")
    if claims["iat"] > now + CLOCK_TOLERANCE:
        raise ValueError("it is not good yet")
    if not claims["sub"]:
        raise ValueError("it names nobody")
    return claims


def _gate_key(kid):
    with _lock:
        age = None if _kept["fetched"] is None else time.monotonic() - _kept["fetched"]
        if age is None or age >= JWKS_SECONDS or (kid not in _kept["keys"] and age >= JWKS_COOLDOWN):
            with urllib.request.urlopen(JWKS_URL, timeout=5) as response:
                shown = json.load(response)["keys"]
            _kept["keys"] = {
                key["kid"]: Ed25519PublicKey.from_public_bytes(_from_base64url(key["x"]))
                for key in shown
                if key["kty"] == "OKP" and key["crv"] == "Ed25519"
            }
            _kept["fetched"] = time.monotonic()
        return _kept["keys"][kid]


def _from_base64url(text):
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
