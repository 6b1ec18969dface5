"""Hold an export of the format ftm against the package followthemoney itself.

    pip install followthemoney      # needs libicu-dev, which is why it is no part of the development tools
    python benchmarks/followthemoney_check.py record.ftm.json

Prints what is wrong with each entity and how many there are; the exit status is 1 where anything is. The tests hold the
same files against the schemata of that package (tests/data/followthemoney.json).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def faults_of(entity: dict[str, Any]) -> list[str]:
    """What followthemoney refuses: properties that the schema has not, and values that do not survive its cleaning."""
    from followthemoney import model  # type: ignore[import-not-found]
    from followthemoney.exc import InvalidData  # type: ignore[import-not-found]

    try:
        model.get(entity["schema"]).validate(entity)
        kept = model.get_proxy(entity, cleaned=False).to_dict()["properties"]
    except InvalidData as error:
        return [str(error)]
    return [
        f"{name} is changed"
        for name, values in entity["properties"].items()
        if set(kept.get(name, ())) != set(values)
    ]


def main() -> int:
    entities = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    wrong = {entity["id"]: found for entity in entities if (found := faults_of(entity))}
    for key, found in wrong.items():
        print(f"{key}: {'; '.join(found)}")
    print(f"{len(entities)} entities, {len(wrong)} with faults")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
