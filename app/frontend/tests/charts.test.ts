import { describe, expect, it } from 'vitest'
import {
  drawdownTicks,
  equityRows,
  equityTicks,
  timeDomain,
  timedPoints,
} from '../src/logic/curves'
import { returnBins } from '../src/logic/distribution'
import { niceTicks } from '../src/logic/scale'
import { symbolResult } from './samples'

function point(timestamp: string, equity = 1, drawdown = 0) {
  return { timestamp, equity, drawdown }
}

describe('timedPoints', () => {
  it('keeps every point of a day apart and in order', () => {
    const points = timedPoints([
      point('2025-01-01', 1),
      point('2025-01-01', 2),
      point('2025-01-02', 3),
    ])
    const times = points.map((one) => one.time)
    expect(points.map((one) => one.equity)).toEqual([1, 2, 3])
    expect(new Set(times).size).toBe(3)
    expect([...times].sort((a, b) => a - b)).toEqual(times)
  })

  it('shows drawdown in percent', () => {
    expect(timedPoints([point('2025-01-01', 1, -0.25)])[0]?.drawdown).toBe(-25)
  })

  it('drops points without a date', () => {
    expect(timedPoints([point('soon')])).toEqual([])
  })
})

describe('equityRows', () => {
  it('puts symbols of the same day on one row, also two of the same name', () => {
    const curve = [point('2025-01-02', 1.1)]
    const other = [point('2025-01-01', 0.9), point('2025-01-02', 1.2)]
    const rows = equityRows([
      symbolResult({ performance_curve: curve }),
      symbolResult({ performance_curve: other }),
    ])
    expect(rows).toEqual([
      { time: Date.parse('2025-01-01'), s1: 0.9 },
      { time: Date.parse('2025-01-02'), s0: 1.1, s1: 1.2 },
    ])
  })
})

describe('axes', () => {
  it('leave room around a single point', () => {
    const [first, last] = timeDomain([1000])
    expect(first).toBeLessThan(1000)
    expect(last).toBeGreaterThan(1000)
  })

  it.each([[[1.003, 1.2]], [[1]], [[0.2, 35]], [[-12.6, 0]], [[1e9, 1]]])(
    'enclose %j in a few round ticks',
    (values) => {
      const ticks = niceTicks(values, 0.02)
      expect(ticks.at(0)).toBeLessThanOrEqual(Math.min(...values))
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(...values))
      expect(ticks.length).toBeGreaterThan(1)
      expect(ticks.length).toBeLessThan(8)
    },
  )

  it('have a height for no values and for a curve that never falls', () => {
    expect(equityTicks([null]).length).toBeGreaterThan(1)
    expect(drawdownTicks([]).at(0)).toBeLessThan(0)
    expect(drawdownTicks([]).at(-1)).toBe(0)
  })
})

describe('returnBins', () => {
  it('counts every return once', () => {
    const returns = Array.from({ length: 500 }, (_, index) => Math.sin(index) / 7)
    const counted = returnBins(returns).reduce((sum, bin) => sum + bin.count, 0)
    expect(counted).toBe(500)
  })

  it('never mixes gains with losses', () => {
    for (const bin of returnBins([-0.031, -0.0001, 0.0001, 0.07])) {
      expect(bin.from >= 0 || bin.to <= 0).toBe(true)
    }
  })

  it('puts a return on an edge into the bin that begins there', () => {
    const bins = returnBins([0.003, 0.001])
    expect(bins.filter((bin) => bin.count > 0).map((bin) => bin.from)).toEqual([0.1, 0.3])
  })

  it('makes one bin of equal returns and none of none', () => {
    expect(returnBins([0.02, 0.02])).toHaveLength(1)
    expect(returnBins([])).toEqual([])
  })
})
