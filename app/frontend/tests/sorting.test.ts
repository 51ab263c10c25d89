import { describe, expect, it } from 'vitest'
import { NEWEST_FIRST, nextOrder, sortIcon, sortSignals } from '../src/logic/sorting'
import { signal } from './samples'

describe('nextOrder', () => {
  it('turns the same column round and starts another one ascending', () => {
    const turned = nextOrder(NEWEST_FIRST, 'timestamp')
    expect(turned).toEqual({ key: 'timestamp', direction: 'ascending' })
    expect(nextOrder(turned, 'timestamp')).toEqual(NEWEST_FIRST)
    expect(nextOrder(NEWEST_FIRST, 'return_pct').direction).toBe('ascending')
  })
})

describe('sortIcon', () => {
  it('shows the direction on the sorted column only', () => {
    expect(sortIcon(NEWEST_FIRST, 'timestamp')).toBe('↓')
    expect(sortIcon(nextOrder(NEWEST_FIRST, 'timestamp'), 'timestamp')).toBe('↑')
    expect(sortIcon(NEWEST_FIRST, 'symbol')).toBe('⇅')
  })
})

describe('sortSignals', () => {
  it('compares numbers as numbers', () => {
    const signals = [9, 100, -5].map((return_pct) => signal({ return_pct }))
    const sorted = sortSignals(signals, { key: 'return_pct', direction: 'ascending' })
    expect(sorted.map((one) => one.return_pct)).toEqual([-5, 9, 100])
  })

  it('compares times across offsets', () => {
    const early = signal({ timestamp: '2025-01-01T08:00:00+09:00' })
    const late = signal({ timestamp: '2025-01-01T01:00:00Z' })
    expect(sortSignals([early, late], NEWEST_FIRST)).toEqual([late, early])
  })

  it.each(['ascending', 'descending'] as const)('keeps the order of equals, %s', (direction) => {
    const signals = ['C', 'A', 'B'].map((symbol) => signal({ symbol }))
    const sorted = sortSignals(signals, { key: 'return_pct', direction })
    expect(sorted.map((one) => one.symbol)).toEqual(['C', 'A', 'B'])
  })

  it.each(['ascending', 'descending'] as const)('puts missing values last, %s', (direction) => {
    const signals = [signal({ exit_price: null }), signal({ exit_price: 1 })]
    const sorted = sortSignals(signals, { key: 'exit_price', direction })
    expect(sorted.map((one) => one.exit_price)).toEqual([1, null])
  })

  it('leaves its input alone', () => {
    const signals = [signal({ return_pct: 2 }), signal({ return_pct: 1 })]
    sortSignals(signals, { key: 'return_pct', direction: 'ascending' })
    expect(signals.map((one) => one.return_pct)).toEqual([2, 1])
  })
})
