"""Which mentions in different reports are one incident, and why.

`link` brings many readings together; `join` brings new ones to what is known, which `Known` describes and `LinkIndex` holds
in memory. An archive that keeps the rows itself stores happenings by `to_json` and finds them by their `key_numbers`.
"""

from __future__ import annotations

from reportedly.linking.blocking import key_numbers
from reportedly.linking.happenings import Happening
from reportedly.linking.index import Known, LinkIndex
from reportedly.linking.join import Joined, join
from reportedly.linking.link import link, link_anew
from reportedly.linking.rows import from_json, to_json
from reportedly.linking.settings import LinkSettings
from reportedly.linking.settle import Cluster

__all__ = [
    "Cluster",
    "Happening",
    "Joined",
    "Known",
    "LinkIndex",
    "LinkSettings",
    "from_json",
    "join",
    "key_numbers",
    "link",
    "link_anew",
    "to_json",
]
