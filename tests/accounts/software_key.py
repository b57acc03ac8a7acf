"""A passkey made of software: what a phone answers when a page asks for one (W3C Web Authentication, ES256)."""

from __future__ import annotations

import secrets
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

FLAG = AuthenticatorData.FLAG
ORIGIN = "https://testserver"


class SoftwareKey:
    """Kept on the device; `checks_person` says whether it looked at finger, face or PIN."""

    def __init__(self, *, origin: str = ORIGIN, checks_person: bool = True):
        self.origin = origin
        self.flags = FLAG.UP | FLAG.UV if checks_person else FLAG.UP
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.user_handle = b""

    def create(self, options: dict) -> dict:
        asked = options["publicKey"]
        self.user_handle = websafe_decode(asked["user"]["id"])
        client_data = self._client_data("webauthn.create", asked["challenge"])
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(Aaguid.NONE, self.id, public)
        data = AuthenticatorData.create(self._host(asked["rp"]["id"]), self.flags | FLAG.AT, 0, credential)
        answer = {
            "clientDataJSON": websafe_encode(client_data),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        }
        return self._credential(answer)

    def get(self, options: dict) -> dict:
        asked = options["publicKey"]
        client_data = self._client_data("webauthn.get", asked["challenge"])
        data = AuthenticatorData.create(self._host(asked["rpId"]), self.flags, 1)
        signature = self.key.sign(data + sha256(client_data).digest(), ec.ECDSA(SHA256()))
        answer = {
            "clientDataJSON": websafe_encode(client_data),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
            "userHandle": websafe_encode(self.user_handle),
        }
        return self._credential(answer)

    def _client_data(self, kind: str, challenge: str) -> CollectedClientData:
        return CollectedClientData.create(kind, challenge, self.origin)

    @staticmethod
    def _host(name: str) -> bytes:
        return sha256(name.encode()).digest()

    def _credential(self, answer: dict) -> dict:
        return {
            "id": websafe_encode(self.id),
            "rawId": websafe_encode(self.id),
            "type": "public-key",
            "response": answer,
            "clientExtensionResults": {"credProps": {"rk": True}},
        }
