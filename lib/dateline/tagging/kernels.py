"""Compiled loops over a window's word pieces: the best labels, how sure each one is, and what points to what."""

from __future__ import annotations

import math

from dateline.compiled import Numbers, compiled


@compiled
def best_path(scores: Numbers, starts: Numbers, moves: Numbers, totals: Numbers, back: Numbers, path: Numbers) -> None:
    """Write the best sequence of labels into ``path`` (Viterbi 1967); of equal ones that with the first label.

    Args:
        scores: Pieces by labels.
        starts: Score of each label for the first piece.
        moves: Score of each label (column) after each other (row).
        totals: Room for 2 by labels.
        back: Room for pieces by labels.
        path: Room for pieces.
    """
    pieces, labels = scores.shape
    for j in range(labels):
        totals[0, j] = starts[j] + scores[0, j]
    for t in range(1, pieces):
        before, here = totals[(t + 1) % 2], totals[t % 2]
        for j in range(labels):
            best = 0
            for i in range(1, labels):
                if before[i] + moves[i, j] > before[best] + moves[best, j]:
                    best = i
            back[t, j] = best
            here[j] = before[best] + moves[best, j] + scores[t, j]
    last = totals[(pieces + 1) % 2]
    now = 0
    for j in range(1, labels):
        if last[j] > last[now]:
            now = j
    for t in range(pieces - 1, -1, -1):
        path[t] = now
        now = back[t, now]


@compiled
def weigh_paths(seen: Numbers, starts: Numbers, moves: Numbers, room: Numbers, certain: Numbers) -> None:
    """Write the share of each label for each piece over all paths, by scaled forward-backward (Rabiner 1989).

    Args:
        seen: Weight of each label by the scores of its piece alone, pieces by labels.
        starts: Weight of each label for the first piece.
        moves: Weight of each label (column) after each other (row).
        room: Room for 2 by labels.
        certain: Room for pieces by labels.
    """
    pieces, labels = seen.shape
    for j in range(labels):
        certain[0, j] = starts[j] * seen[0, j]
    for t in range(1, pieces):
        total = 0.0
        for j in range(labels):
            weight = 0.0
            for i in range(labels):
                weight += certain[t - 1, i] * moves[i, j]
            certain[t, j] = weight * seen[t, j]
            total += certain[t, j]
        for j in range(labels):
            certain[t, j] /= total
    for j in range(labels):
        room[pieces % 2, j] = 1.0
    for t in range(pieces - 1, -1, -1):
        after, here = room[(t + 1) % 2], room[t % 2]
        share = total = 0.0
        for j in range(labels):
            certain[t, j] *= after[j]
            share += certain[t, j]
            after[j] *= seen[t, j]
        for j in range(labels):
            certain[t, j] /= share
            here[j] = 0.0
            for i in range(labels):
                here[j] += moves[j, i] * after[i]
            total += here[j]
        for j in range(labels):
            here[j] /= total


@compiled
def _score(asked: Numbers, answers: Numbers, bias: Numbers, piece: int, scores: Numbers) -> None:
    """Write how much a piece points to each piece, as weights of which the greatest is 1."""
    width, pieces = answers.shape
    reach = bias.shape[0] // 2
    scores[:] = 0
    for k in range(width):
        for j in range(pieces):
            scores[j] += asked[k] * answers[k, j]
    most = scores[0] = scores[0] / math.sqrt(width)
    for j in range(1, pieces):
        scores[j] = scores[j] / math.sqrt(width) + bias[min(max(j - piece, -reach), reach) + reach]
        most = max(most, scores[j])
    for j in range(pieces):
        scores[j] = math.exp(scores[j] - most)


@compiled
def point(
    links: Numbers, answers: Numbers, asking: Numbers, answering: Numbers, bias: Numbers, room: Numbers, pulls: Numbers
) -> None:
    """Write how strongly runs of pieces point to other runs, the mean over their pieces.

    Args:
        links: Pieces by width: the vectors that ask.
        answers: Width by pieces: the vectors that answer.
        asking: Runs that point, as first piece and piece behind the last.
        answering: Runs that may be pointed to.
        bias: What each distance adds, from -n to n; pieces farther apart count as n. The first piece is at no distance.
        room: Room for 2 by pieces.
        pulls: Room for runs that point by 1 and runs that may be pointed to: the first column is for the first piece.
    """
    scores, pointed = room[0], room[1]
    for run in range(asking.shape[0]):
        first, last = asking[run, 0], asking[run, 1]
        pointed[:] = 0
        for piece in range(first, last):
            _score(links[piece], answers, bias, piece, scores)
            total = 0.0
            for j in range(scores.shape[0]):
                total += scores[j]
            for j in range(scores.shape[0]):
                pointed[j] += scores[j] / total
        pulls[run, 0] = pointed[0] / (last - first)
        for i in range(answering.shape[0]):
            pull = 0.0
            for j in range(answering[i, 0], answering[i, 1]):
                pull += pointed[j]
            pulls[run, i + 1] = pull / (last - first)
