import { describe, expect, it } from 'vitest'
import {
  initialForm,
  sentParams,
  splitSymbols,
  toRequest,
  withBuiltInPreset,
  withSavedPreset,
} from '../src/logic/form'
import { PRESETS } from '../src/logic/strategies'

describe('splitSymbols', () => {
  it('takes commas and lines and trims', () => {
    expect(splitSymbols(' KRW-BTC ,KRW-ETH,,\nKRW-XRP ')).toEqual(['KRW-BTC', 'KRW-ETH', 'KRW-XRP'])
  })
})

describe('toRequest', () => {
  it('sends the chosen strategy and only its parameters', () => {
    const values = {
      ...initialForm(),
      symbols: 'B, A',
      start_date: '2025-01-01',
      end_date: '2025-01-02',
    }
    expect(toRequest(values)).toEqual({
      strategy: 'volume_long_candle',
      symbols: ['B', 'A'],
      start_date: '2025-01-01',
      end_date: '2025-01-02',
      timeframe: '1d',
      params: { vol_ma_window: 20, vol_multiplier: 1.5, body_pct: 0.02 },
    })
  })

  it.each([
    ['20', 0.2],
    ['7', 0.07],
    ['12.3', 0.123],
    ['99.9', 0.999],
  ])('sends %s percent as the fraction %d', (typed, sent) => {
    const values = { ...initialForm(), strategy: 'volume_zone_breakout' }
    values.params = { ...values.params, top_percentile: typed }
    expect(sentParams(values).top_percentile).toBe(sent)
  })
})

describe('built-in presets', () => {
  it.each([
    [0, 'volume_long_candle', { vol_ma_window: 20, vol_multiplier: 1.5, body_pct: 0.01 }],
    [1, 'volume_zone_breakout', { volume_window: 20, top_percentile: 0.2, breakout_buffer: 0 }],
    [2, 'volume_zone_breakout', { volume_window: 10, top_percentile: 0.3, breakout_buffer: 0 }],
  ])('number %i chooses %s with its values', (index, strategy, params) => {
    const preset = PRESETS[index]
    if (!preset) throw new Error('no such preset')
    const values = withBuiltInPreset({ ...initialForm(), symbols: 'KRW-BTC' }, preset)
    expect(values.strategy).toBe(strategy)
    expect(values.symbols).toBe('KRW-BTC')
    expect(sentParams(values)).toEqual(params)
  })
})

describe('withSavedPreset', () => {
  it('brings back what was sent', () => {
    const params = { volume_window: 33, top_percentile: 0.07, breakout_buffer: 0.5 }
    const saved = { name: 'mine', strategy: 'volume_zone_breakout', params }
    expect(sentParams(withSavedPreset(initialForm(), saved))).toEqual(params)
  })

  it('uses the default of a parameter that the preset leaves out', () => {
    const values = initialForm()
    values.params.vol_ma_window = '99'
    const saved = { name: 'mine', strategy: 'volume_long_candle', params: { body_pct: 0.5 } }
    expect(sentParams(withSavedPreset(values, saved))).toEqual({
      vol_ma_window: 20,
      vol_multiplier: 1.5,
      body_pct: 0.5,
    })
  })

  it('leaves the form alone for a strategy it does not know', () => {
    const values = initialForm()
    expect(withSavedPreset(values, { name: 'x', strategy: 'other', params: {} })).toEqual(values)
  })
})
