"""A bidirectional LSTM for one core: products in half precision, weight gradients in one go.

PyTorch's own takes three times as long there.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn


def locked(given: Tensor, share: float) -> Tensor:
    """Dropout of the same features at every step of a text (text, time, feature)."""
    if not share:
        return given
    kept = torch.rand(given.shape[0], 1, given.shape[2]) >= share
    return given * (kept / (1 - share))


class _Recurrence(torch.autograd.Function):
    """The loop over time of both directions; gates in the order in, forget, cell, out."""

    @staticmethod
    def forward(ctx: Any, gates: Tensor, weight: Tensor) -> Tensor:
        """States (time, direction, text, unit) from input gates (..., 4 units)."""
        steps, _, texts, width = gates.shape
        size = width // 4
        half = weight.to(torch.bfloat16)
        opened = torch.empty_like(gates)
        cells = gates.new_zeros(steps + 1, 2, texts, size)
        bent = gates.new_empty(steps, 2, texts, size)
        states = gates.new_zeros(steps + 1, 2, texts, size)
        for at in range(steps):
            now = opened[at]
            torch.add(gates[at], torch.bmm(states[at].to(torch.bfloat16), half), out=now)
            now[..., : 2 * size].sigmoid_()
            now[..., 2 * size : 3 * size].tanh_()
            now[..., 3 * size :].sigmoid_()
            torch.mul(now[..., size : 2 * size], cells[at], out=cells[at + 1])
            cells[at + 1].addcmul_(now[..., :size], now[..., 2 * size : 3 * size])
            torch.tanh(cells[at + 1], out=bent[at])
            torch.mul(now[..., 3 * size :], bent[at], out=states[at + 1])
        ctx.save_for_backward(opened, cells, bent, states, half)
        return states[1:]

    @staticmethod
    def backward(ctx: Any, given: Tensor) -> tuple[Tensor, Tensor]:
        """Gradients of the input gates and of the recurrent weights."""
        opened, cells, bent, states, half = ctx.saved_tensors
        steps, _, texts, width = opened.shape
        size = width // 4
        enter, keep, fresh, leave = opened.split(size, dim=-1)
        # What a change of each gate's sum does, all steps at once.
        slope_in = fresh * enter * (1 - enter)
        slope_keep = cells[:-1] * keep * (1 - keep)
        slope_fresh = enter * (1 - fresh * fresh)
        slope_leave = bent * leave * (1 - leave)
        slope_cell = leave * (1 - bent * bent)
        result = torch.empty_like(opened)
        back = half.transpose(1, 2).contiguous()
        state = given.new_zeros(2, texts, size)
        cell = given.new_zeros(2, texts, size)
        for at in range(steps - 1, -1, -1):
            state = state + given[at]
            cell = torch.addcmul(cell, state, slope_cell[at])
            now = result[at]
            torch.mul(cell, slope_in[at], out=now[..., :size])
            torch.mul(cell, slope_keep[at], out=now[..., size : 2 * size])
            torch.mul(cell, slope_fresh[at], out=now[..., 2 * size : 3 * size])
            torch.mul(state, slope_leave[at], out=now[..., 3 * size :])
            state = torch.bmm(now.to(torch.bfloat16), back).float()
            cell = cell * keep[at]
        before = states[:-1].transpose(0, 1).reshape(2, -1, size).to(torch.bfloat16)
        sums = result.transpose(0, 1).reshape(2, -1, width).to(torch.bfloat16)
        return result, torch.bmm(before.transpose(1, 2), sums).float()


class Lstm(nn.Module):
    """Layers of bidirectional LSTM; the parameters have the names and layout of PyTorch's."""

    def __init__(self, inputs: int, hidden: int, layers: int, drop: float) -> None:
        super().__init__()
        self.hidden, self.layers, self.drop = hidden, layers, drop
        for depth in range(layers):
            for suffix in ("", "_reverse"):
                name = f"l{depth}{suffix}"
                width = inputs if depth == 0 else 2 * hidden
                into = torch.empty(4 * hidden, width).uniform_(-1, 1) * hidden**-0.5
                recurrent = torch.empty(4, hidden, hidden)
                for gate in recurrent:
                    nn.init.orthogonal_(gate)
                bias = torch.zeros(4 * hidden)
                bias[hidden : 2 * hidden] = 1.0
                self.register_parameter(f"weight_ih_{name}", nn.Parameter(into))
                flat = recurrent.reshape(4 * hidden, hidden)
                self.register_parameter(f"weight_hh_{name}", nn.Parameter(flat))
                self.register_parameter(f"bias_ih_{name}", nn.Parameter(bias))

    def forward(self, given: Tensor, lengths: Tensor) -> Tensor:
        """States (text, time, 2 units) from inputs (text, time, feature), padded alike."""
        turned = _turned(lengths, given.shape[1])
        seen = given
        for depth in range(self.layers):
            if depth:
                seen = locked(seen, self.drop if self.training else 0.0)
            seen = self._layer(depth, seen, turned)
        return seen

    def _layer(self, depth: int, given: Tensor, turned: Tensor) -> Tensor:
        rows = torch.arange(len(given)).unsqueeze(1)
        half = given.to(torch.bfloat16)
        gates = []
        for suffix, source in (("", half), ("_reverse", half[rows, turned])):
            name = f"l{depth}{suffix}"
            into = getattr(self, f"weight_ih_{name}").to(torch.bfloat16)
            gates.append((source @ into.T).float() + getattr(self, f"bias_ih_{name}"))
        weights = [getattr(self, f"weight_hh_l{depth}{suffix}").T for suffix in ("", "_reverse")]
        stacked = torch.stack(gates).permute(2, 0, 1, 3).contiguous()
        states: Tensor = _Recurrence.apply(stacked, torch.stack(weights))  # type: ignore[no-untyped-call]
        forth, back = states.permute(1, 2, 0, 3)
        return torch.cat([forth, back[rows, turned]], dim=-1)


def _turned(lengths: Tensor, width: int) -> Tensor:
    """For each text the positions that read it backwards; padding stays where it is."""
    places = torch.arange(width).unsqueeze(0)
    ends = lengths.unsqueeze(1)
    return torch.where(places < ends, ends - 1 - places, places)
