"""Accounts, disputes, estimates and grades of an incident, by a named policy with its reasons."""

from __future__ import annotations

from reportedly.lexicon.policies import Policy, policy_from
from reportedly.weighing.summary import Sentence, summarise
from reportedly.weighing.weigh import POLICIES, essence, get_policy, weigh

__all__ = ["POLICIES", "Policy", "Sentence", "essence", "get_policy", "policy_from", "summarise", "weigh"]
