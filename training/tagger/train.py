"""Train the tagger.

    python -m training.tagger.train TRAIN.npz WEIGHTS_DIR OUT.pt [--epochs 4] [--rate 2e-4] [--batch 16] [--dev DEV.npz]

Deterministic for a given seed and machine. On two CPU cores with bfloat16 an epoch of PolNeAR takes about 11 minutes.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from training.tagger.model import Tagger

IGNORED = -100


def batches(arrays: dict[str, np.ndarray], size: int, seed: int | None):
    """Windows of like length together, in random order (in file order without a seed)."""
    order = np.argsort(arrays["length"], kind="stable")
    if seed is not None:
        generator = np.random.default_rng(seed)
        order = order[np.argsort(arrays["length"][order] // 32 + generator.random(len(order)), kind="stable")]
    chunks = [order[i : i + size] for i in range(0, len(order), size)]
    if seed is not None:
        generator.shuffle(chunks)
    for chunk in chunks:
        width = int(arrays["length"][chunk].max())
        yield {
            k: torch.from_numpy(arrays[k][chunk, :width].astype(np.int64))
            for k in ("pieces", "case", "tags", "links")
        }


def losses(model: nn.Module, batch: dict[str, torch.Tensor], weight: float = 0.5) -> torch.Tensor:
    """Cross-entropy of the tags and, weighted, of the links."""
    mask = (torch.arange(batch["pieces"].shape[1], device=batch["pieces"].device) == 0) | (batch["pieces"] != 0)
    tags, keys, queries = model(batch["pieces"], batch["case"], mask.long())
    tag_loss = functional.cross_entropy(tags.flatten(0, 1), batch["tags"].flatten(), ignore_index=IGNORED)
    scores = queries @ keys.transpose(1, 2) / keys.shape[-1] ** 0.5
    scores = scores.masked_fill(~mask[:, None, :], -1e4)
    if not (batch["links"] != IGNORED).any():
        return tag_loss
    link_loss = functional.cross_entropy(scores.flatten(0, 1), batch["links"].flatten(), ignore_index=IGNORED)
    return tag_loss + weight * link_loss


def main() -> None:
    """Train with AdamW, a linear schedule with warm-up, and a higher rate for the new heads."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("train", type=Path)
    options.add_argument("weights", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--dev", type=Path)
    options.add_argument("--epochs", type=int, default=4)
    options.add_argument("--rate", type=float, default=2e-4)
    options.add_argument("--batch", type=int, default=16)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--from", dest="start", type=Path, help="go on from a tagger saved before")
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--device", default="cpu")
    options.add_argument(
        "--full-precision", action="store_true", help="no bfloat16 (slower on processors that have it)"
    )
    chosen = options.parse_args()

    torch.manual_seed(chosen.seed)
    torch.set_num_threads(chosen.threads)
    train = dict(np.load(chosen.train))
    model = Tagger(chosen.weights)
    if chosen.start:
        model.load_state_dict({k: v.float() for k, v in torch.load(chosen.start, weights_only=True).items()})
    model.to(chosen.device)
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": model.encoder.parameters(), "lr": chosen.rate}, {"params": heads, "lr": 5 * chosen.rate}],
        weight_decay=0.01,
    )
    steps = chosen.epochs * -(-len(train["length"]) // chosen.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, s / (0.06 * steps)) * max(0.0, (steps - s) / steps)
    )
    started, done = time.time(), 0
    for epoch in range(chosen.epochs):
        model.train()
        total = 0.0
        for batch in batches(train, chosen.batch, chosen.seed * 1000 + epoch):
            with torch.autocast(chosen.device, dtype=torch.bfloat16, enabled=not chosen.full_precision):
                loss = losses(model, {k: v.to(chosen.device) for k, v in batch.items()})
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            total += loss.item()
            done += 1
            if done % 50 == 0:
                print(f"step {done}/{steps} loss {loss.item():.3f} {time.time() - started:.0f} s", flush=True)
        print(f"epoch {epoch + 1}: mean loss {total * chosen.epochs / steps:.4f}", flush=True)
        if chosen.dev:
            model.eval()
            dev = dict(np.load(chosen.dev))
            with torch.no_grad():
                found = [
                    losses(model, {k: v.to(chosen.device) for k, v in b.items()}).item()
                    for b in batches(dev, 32, None)
                ]
            print(f"epoch {epoch + 1}: dev loss {np.mean(found):.4f}", flush=True)
        torch.save({k: v.half() for k, v in model.state_dict().items()}, chosen.out)


if __name__ == "__main__":
    main()
