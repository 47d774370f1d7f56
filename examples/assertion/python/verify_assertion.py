"""Who the gate says is there, with PyJWT (pip install "PyJWT[crypto]", or python3-jwt and python3-cryptography)."""

import logging
import os

import jwt

# The public address of your website, exactly as it stands in Gatehouse, without a slash at the end.
ADDRESS = os.environ.get("WEBSITE_ADDRESS", "https://portal.example.com")
# Where the gate's keys are. A website beside its gate may ask it directly: http://127.0.0.1:8081/_gate/jwks.json
JWKS_URL = os.environ.get("JWKS_URL", f"{ADDRESS}/_gate/jwks.json")

# One for the whole process. Kept for five minutes, as the gate says; fetched anew for a key that is not known.
KEYS = jwt.PyJWKClient(JWKS_URL, cache_jwk_set=True, lifespan=300)


def who_is_there(assertion):
    """The claims of the header Gatehouse-Assertion, or None: nobody with access, or an assertion that is not good."""
    if not assertion:
        return None
    try:
        return jwt.decode(
            assertion,
            KEYS.get_signing_key_from_jwt(assertion).key,
            algorithms=["EdDSA"],
            issuer=ADDRESS,
            audience=ADDRESS,
            leeway=30,  # seconds that the clocks of gate and website may differ
            options={"require": ["sub", "iss", "aud", "iat", "exp"]},
        )
    except (jwt.PyJWTError, OSError, ValueError, RecursionError) as problem:
        logging.warning("Gatehouse-Assertion was refused: %s", problem)
        return None
