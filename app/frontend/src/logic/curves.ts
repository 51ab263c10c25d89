/** Puts the equity curves of one or more symbols on one time axis. */
import type { CurvePoint, SymbolResult } from '../api/types'
import { niceTicks } from './scale'

const DAY_MS = 86_400_000

export interface TimedPoint {
  time: number
  equity: number | null
  /** PCT, at most 0 */
  drawdown: number | null
}

/** A time, and each symbol's equity there under `s0`, `s1`, … in the order of the result. */
export type EquityRow = Record<string, number> & { time: number }

/**
 * Gives every point a time of its own. The server dates points by the day, and several trades
 * can close on one: those share the day evenly, in their order.
 */
export function timedPoints(curve: readonly CurvePoint[]): TimedPoint[] {
  const perDay = new Map<number, number>()
  const dated = curve.flatMap((point) => {
    const day = Date.parse(point.timestamp)
    if (Number.isNaN(day)) return []
    const place = perDay.get(day) ?? 0
    perDay.set(day, place + 1)
    return [{ point, day, place }]
  })
  return dated.map(({ point, day, place }) => ({
    time: day + (place * DAY_MS) / (perDay.get(day) ?? 1),
    equity: point.equity,
    drawdown: point.drawdown === null ? null : point.drawdown * 100,
  }))
}

export function equityKey(index: number): string {
  return `s${index}`
}

export function equityRows(symbols: readonly SymbolResult[]): EquityRow[] {
  const rows = new Map<number, EquityRow>()
  symbols.forEach((symbol, index) => {
    for (const { time, equity } of timedPoints(symbol.performance_curve)) {
      const row = rows.get(time) ?? { time }
      if (equity !== null) row[equityKey(index)] = equity
      rows.set(time, row)
    }
  })
  return [...rows.values()].sort((left, right) => left.time - right.time)
}

/** First and last time with room for a curve of a single point. */
export function timeDomain(times: readonly number[]): [number, number] {
  const first = times.reduce((a, b) => Math.min(a, b), Infinity)
  const last = times.reduce((a, b) => Math.max(a, b), -Infinity)
  return last > first ? [first, last] : [first - DAY_MS, last + DAY_MS]
}

export function equityTicks(equities: readonly (number | null)[]): number[] {
  return niceTicks(
    equities.filter((equity) => equity !== null),
    0.02,
  )
}

/** From the deepest fall up to 0; a curve that never falls still gets an axis with a height. */
export function drawdownTicks(points: readonly TimedPoint[]): number[] {
  const deepest = points.reduce((lowest, point) => Math.min(lowest, point.drawdown ?? 0), 0)
  return niceTicks([Math.min(deepest, -0.5), 0], 0.5)
}
