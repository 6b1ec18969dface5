"""The tagger: a small encoder, a tag for every word, and a pointer that ties sources and contents to their cue."""

from __future__ import annotations

from pathlib import Path

from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

TAGS = 7
LINK = 96


class Tagger(nn.Module):
    """pieces, case, mask [batch, length] -> tag scores [batch, length, 7], link keys and queries [batch, length, 96].

    The score that the word at i points to the word at j is `queries[i] @ keys[j]`; position 0 stands for "nobody".
    Letter case, which the encoder does not see, comes in as a small embedding of its own.
    """

    def __init__(self, weights: Path) -> None:
        super().__init__()
        self.encoder = BertModel(BertConfig.from_json_file(weights / "config.json"), add_pooling_layer=False)
        state = {k.removeprefix("bert."): v.float() for k, v in load_file(weights / "model.safetensors").items()}
        missing = self.encoder.load_state_dict(state, strict=False).missing_keys
        if missing:
            raise ValueError(f"{weights} lacks {missing[:3]}")
        size = self.encoder.config.hidden_size
        self.case = nn.Embedding(5, size)
        nn.init.zeros_(self.case.weight)
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(size, TAGS)
        self.keys = nn.Linear(size, LINK)
        self.queries = nn.Linear(size, LINK)

    def forward(self, pieces: Tensor, case: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """One pass for all heads."""
        embedded = self.encoder.embeddings.word_embeddings(pieces) + self.case(case)
        hidden = self.drop(self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state)
        return self.tags(hidden), self.keys(hidden), self.queries(hidden)
