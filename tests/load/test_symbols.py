"""Which cells an app with fewer symbols can be asked for."""

from load.library import measurable
from load.workload import gating_cells


def test_fewer_symbols_leave_the_larger_cells_out() -> None:
    assert {cell.name for cell in measurable(5)} == {cell.name for cell in gating_cells()} - {"10 symbols"}
    assert max(cell.symbols for cell in measurable(3)) == 3
    assert measurable(12) == gating_cells()
