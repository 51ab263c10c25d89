/** A histogram of returns whose bars never mix gains with losses. */

export interface Bin {
  /** PCT, included */
  from: number
  /** PCT, not included */
  to: number
  count: number
}

const WANTED_BINS = 12
const NICE = [1, 2, 2.5, 5, 10]

/** Bins of one round width with an edge at zero; `returns` are FRAC. */
export function returnBins(returns: readonly number[]): Bin[] {
  if (returns.length === 0) return []
  const percents = returns.map((value) => Number((value * 100).toPrecision(12)))
  const lowest = percents.reduce((a, b) => Math.min(a, b))
  const highest = percents.reduce((a, b) => Math.max(a, b))
  const width = niceWidth((highest - lowest) / WANTED_BINS)
  const first = slot(lowest, width)
  const bins = emptyBins(first, slot(highest, width), width)
  for (const percent of percents) {
    const bin = bins[slot(percent, width) - first]
    if (bin) bin.count += 1
  }
  return bins
}

function emptyBins(first: number, last: number, width: number): Bin[] {
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    from: edge(first + index, width),
    to: edge(first + index + 1, width),
    count: 0,
  }))
}

/** Rounds the quotient first: 0.3 / 0.1 is a little less than 3. */
function slot(percent: number, width: number): number {
  return Math.floor(Number((percent / width).toPrecision(12)))
}

function edge(index: number, width: number): number {
  return Number((index * width).toPrecision(12))
}

/** The next round number from `wanted` up, at least a tenth of a percent. */
function niceWidth(wanted: number): number {
  const least = Math.max(wanted, 0.1)
  const power = 10 ** Math.floor(Math.log10(least))
  const factor = NICE.find((one) => one * power >= least * (1 - 1e-9)) ?? 10
  return factor * power
}
