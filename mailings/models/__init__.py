from mailings.models.consents import Consent
from mailings.models.messages import Message
from mailings.models.relay import Relay

__all__ = ["Consent", "Message", "Relay"]
