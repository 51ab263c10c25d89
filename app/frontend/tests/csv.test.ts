import { expect, it } from 'vitest'
import { signalsCsv } from '../src/logic/csv'
import { result, signal, symbolResult } from './samples'

const HEADER = 'symbol,type,timestamp,entry_price,exit_price,return_pct'

it('writes a line for each signal of all symbols, with every digit', () => {
  const first = signal({ entry_price: 0.1 + 0.2, return_pct: -1 / 3 })
  const second = signal({ symbol: 'KRW-ETH', exit_price: null })
  const symbols = [symbolResult({ signals: [first] }), symbolResult({ signals: [second] })]
  expect(signalsCsv(result(symbols))).toBe(
    [
      HEADER,
      'KRW-BTC,buy,2025-01-02T00:00:00Z,0.30000000000000004,105,-0.3333333333333333',
      'KRW-ETH,buy,2025-01-02T00:00:00Z,100,,0.05',
      '',
    ].join('\n'),
  )
})

it('writes the header alone without signals', () => {
  expect(signalsCsv(result([symbolResult()]))).toBe(`${HEADER}\n`)
})

it('quotes what would break a line', () => {
  const odd = signal({ symbol: 'A,"B"' })
  expect(signalsCsv(result([symbolResult({ signals: [odd] })]))).toContain('"A,""B""",buy')
})
