import { describe, expect, it } from 'vitest'
import { initialForm, type FormValues } from '../src/logic/form'
import { validate } from '../src/logic/validation'

function form(changes: Partial<FormValues> = {}): FormValues {
  const filled = { symbols: 'KRW-BTC', start_date: '2025-01-01', end_date: '2025-03-31' }
  return { ...initialForm(), ...filled, ...changes }
}

function withParam(name: string, typed: string): FormValues {
  const values = form({
    strategy: name in ZONE ? 'volume_zone_breakout' : 'volume_long_candle',
  })
  return { ...values, params: { ...values.params, [name]: typed } }
}

const ZONE = { volume_window: 1, top_percentile: 1, breakout_buffer: 1 }

describe('validate', () => {
  it('accepts a filled form', () => {
    expect(validate(form())).toEqual({})
  })

  it('names what the empty form lacks', () => {
    expect(validate(initialForm())).toEqual({
      symbols: '심볼을 최소 1개 이상 입력하세요',
      dates: '시작일과 종료일을 모두 입력하세요',
    })
  })

  it.each(['', '  ', ',', ' , \n,'])('finds no symbol in %j', (symbols) => {
    expect(validate(form({ symbols }))).toHaveProperty('symbols')
  })

  it('asks for both dates', () => {
    expect(validate(form({ end_date: '' })).dates).toBe('시작일과 종료일을 모두 입력하세요')
  })

  it('refuses a start after the end and accepts a single day', () => {
    expect(validate(form({ start_date: '2025-04-01' })).dates).toBe(
      '시작일은 종료일보다 이전이어야 합니다',
    )
    expect(validate(form({ start_date: '2025-03-31' }))).toEqual({})
  })

  it.each([
    ['vol_ma_window', ['1', '200'], ['0', '201', '1.5', '', ' ', 'abc']],
    ['vol_multiplier', ['1', '1.25', '10'], ['0.99', '10.01', '-2']],
    ['body_pct', ['0.001', '1'], ['0', '1.01', '-0.1']],
    ['volume_window', ['1', '200'], ['0', '201', '20.5']],
    ['top_percentile', ['0.1', '99.9'], ['0', '100', '-1']],
    ['breakout_buffer', ['0', '0.99'], ['1', '-0.01']],
  ])('keeps %s in its range', (name, good, bad) => {
    for (const typed of good) expect(validate(withParam(name, typed)), typed).toEqual({})
    for (const typed of bad) expect(validate(withParam(name, typed)), typed).toHaveProperty(name)
  })

  it('ignores the parameters of the other strategy', () => {
    const values = withParam('vol_ma_window', '0')
    expect(validate({ ...values, strategy: 'volume_zone_breakout' })).toEqual({})
  })
})
