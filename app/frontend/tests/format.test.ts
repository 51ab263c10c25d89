import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatCount,
  formatFraction,
  formatPercent,
  formatPeriod,
  formatPrice,
  formatSeconds,
  formatTime,
  NOTHING,
} from '../src/logic/format'
import { toneOf, typeLabel } from '../src/logic/signals'

describe('percents', () => {
  it.each([
    [0.05, '5.00%'],
    [1 / 3, '33.33%'],
    [-0.0123, '-1.23%'],
    [0, '0.00%'],
    [-0.00001, '0.00%'],
    [null, NOTHING],
  ])('shows the fraction %d as %s', (value, text) => {
    expect(formatFraction(value)).toBe(text)
  })

  it('takes a value in percent as it is', () => {
    expect(formatPercent(12.345678)).toBe('12.35%')
  })
})

describe('numbers', () => {
  it.each([
    [52_023_672.9, '52,023,672.90'],
    [100, '100.00'],
    [2.3456, '2.3456'],
    [0.00001234, '0.00001234'],
    [null, NOTHING],
  ])('shows the price %d as %s', (value, text) => {
    expect(formatPrice(value)).toBe(text)
  })

  it('groups counts and gives seconds three decimals', () => {
    expect(formatCount(5000)).toBe('5,000')
    expect(formatSeconds(0.0123)).toBe('0.012초')
  })

  it.each([
    [512, '512 B'],
    [1536, '1.5 KB'],
    [5 * 1024 * 1024, '5.0 MB'],
  ])('shows %d bytes as %s', (value, text) => {
    expect(formatBytes(value)).toBe(text)
  })
})

describe('times', () => {
  it('shows UTC whatever the offset', () => {
    expect(formatTime('2025-03-01T09:00:00+09:00')).toBe('2025-03-01 00:00')
  })

  it('leaves text that is no time alone', () => {
    expect(formatTime('soon')).toBe('soon')
    expect(formatTime('')).toBe(NOTHING)
    expect(formatPeriod('', '')).toBe(`${NOTHING} ~ ${NOTHING}`)
  })
})

describe('signals', () => {
  it('tells gains, losses and neither apart', () => {
    expect([0.1, -0.1, 0, null].map(toneOf)).toEqual(['positive', 'negative', 'neutral', 'neutral'])
  })

  it('names the types', () => {
    expect(['buy', 'sell', 'hold'].map(typeLabel)).toEqual(['매수', '매도', 'hold'])
  })
})
