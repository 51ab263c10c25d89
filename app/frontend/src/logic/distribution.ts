/** A histogram of returns whose bars never mix gains with losses. */
import { multiple, niceStep, quotient } from './scale'

export interface Bin {
  /** PCT, included */
  from: number
  /** PCT, not included */
  to: number
  count: number
}

const WANTED_BINS = 12
const NARROWEST = 0.1

/** Bins of one round width with an edge at zero; `returns` are FRAC. */
export function returnBins(returns: readonly number[]): Bin[] {
  if (returns.length === 0) return []
  const percents = returns.map((value) => Number((value * 100).toPrecision(12)))
  const lowest = percents.reduce((a, b) => Math.min(a, b))
  const highest = percents.reduce((a, b) => Math.max(a, b))
  const width = niceStep(Math.max((highest - lowest) / WANTED_BINS, NARROWEST))
  const slot = (percent: number) => Math.floor(quotient(percent, width))
  const first = slot(lowest)
  const bins = emptyBins(first, slot(highest), width)
  for (const percent of percents) {
    const bin = bins[slot(percent) - first]
    if (bin) bin.count += 1
  }
  return bins
}

function emptyBins(first: number, last: number, width: number): Bin[] {
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    from: multiple(first + index, width),
    to: multiple(first + index + 1, width),
    count: 0,
  }))
}
