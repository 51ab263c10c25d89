/** Round steps for axes and bins. */

const NICE = [1, 2, 2.5, 5, 10]
const WANTED_STEPS = 4

/** The next round number from `wanted` up: 1, 2, 2.5 or 5 times a power of ten. */
export function niceStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted))
  const factor = NICE.find((one) => one * power >= wanted * (1 - 1e-9)) ?? 10
  return Number((factor * power).toPrecision(12))
}

/** Round ticks that enclose all values; equal values get room above and below. */
export function niceTicks(values: readonly number[], leastSpan: number): number[] {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity)
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity)
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, leastSpan]
  const step = niceStep(Math.max(high - low, leastSpan) / WANTED_STEPS)
  const first = Math.floor(quotient(low, step))
  const last = Math.max(Math.ceil(quotient(high, step)), first + 1)
  return Array.from({ length: last - first + 1 }, (_, index) => multiple(first + index, step))
}

/** Rounds away binary dust: 0.3 / 0.1 is a little less than 3. */
export function quotient(value: number, step: number): number {
  return Number((value / step).toPrecision(12))
}

export function multiple(index: number, step: number): number {
  return Number((index * step).toPrecision(12))
}
