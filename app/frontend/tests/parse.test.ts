import { describe, expect, it } from 'vitest'
import { MalformedAnswer } from '../src/api/errors'
import { parseHistory, parseInventory, parsePresets, parseResult } from '../src/api/parse'

describe('parseResult', () => {
  it.each([
    null,
    [],
    'text',
    3,
    {},
    { run_id: 'a' },
    { run_id: 'a', symbols: {} },
    { symbols: [] },
  ])('refuses %j', (body) => {
    expect(() => parseResult(body)).toThrow(MalformedAnswer)
  })

  it('empties odd fields and keeps the rest', () => {
    const symbols = [
      null,
      7,
      {
        symbol: 'KRW-BTC',
        signals: [null, { return_pct: 'x', entry_price: 5 }],
        win_rate: '0.5',
        avg_return: 1.5,
        performance_curve: null,
      },
    ]
    const [symbol, ...others] = parseResult({ run_id: 'a', symbols, metadata: 3 }).symbols
    expect(others).toEqual([])
    expect(symbol).toMatchObject({ symbol: 'KRW-BTC', win_rate: null, avg_return: 1.5 })
    expect(symbol?.performance_curve).toEqual([])
    expect(symbol?.signals).toEqual([
      {
        symbol: 'KRW-BTC',
        type: '',
        timestamp: '',
        entry_price: 5,
        exit_price: null,
        return_pct: null,
      },
    ])
  })
})

describe('parseHistory', () => {
  it('reads a page', () => {
    const item = { run_id: 'a', strategy: 's', symbols: ['X', null], total_signals: 3 }
    const page = parseHistory({ total: 12, items: [item, 'odd'] })
    expect(page.total).toBe(12)
    expect(page.items).toHaveLength(1)
    expect(page.items[0]).toMatchObject({ run_id: 'a', symbols: ['X'], total_signals: 3 })
  })

  it('refuses an answer without items', () => {
    expect(() => parseHistory({ total: 1 })).toThrow(MalformedAnswer)
  })
})

describe('parseInventory', () => {
  it('shows years as text and keeps the server limit', () => {
    const files = [{ symbol: 'X', timeframe: '1D', year: 2025, size_bytes: 10 }]
    const page = parseInventory({ files, total_count: 5, limit: 1 })
    expect(page).toMatchObject({ total: 5, limit: 1 })
    expect(page.files[0]?.year).toBe('2025')
  })
})

describe('parsePresets', () => {
  const preset = { strategy: 's', params: { a: 1, b: 'x' } }

  it.each([
    ['a list', [{ name: 'mine', ...preset }]],
    ['a list under its name', { presets: [{ name: 'mine', ...preset }], count: 1 }],
    ['a map', { mine: preset }],
  ])('reads %s', (_name, body) => {
    expect(parsePresets(body)).toEqual([{ name: 'mine', strategy: 's', params: { a: 1 } }])
  })
})
