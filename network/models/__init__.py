from network.models.conversations import Conversation, Message
from network.models.members import MemberProfile
from network.models.notices import Interest, JointAction, Notice, Objection, is_member

__all__ = [
    "Conversation",
    "Interest",
    "JointAction",
    "MemberProfile",
    "Message",
    "Notice",
    "Objection",
    "is_member",
]
