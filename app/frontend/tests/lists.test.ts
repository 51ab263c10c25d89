import { describe, expect, it } from 'vitest'
import type { DataFile, HistoryItem } from '../src/api/types'
import { filterFiles, runsWithSymbol, timeframesOf } from '../src/logic/filters'
import { clampPage, pageCount, pageOf } from '../src/logic/paging'

describe('paging', () => {
  it('has at least one page', () => {
    expect([0, 10, 11, 25].map((total) => pageCount(total, 10))).toEqual([1, 1, 2, 3])
  })

  it('falls back to the last page when the list has shrunk', () => {
    expect(clampPage(5, 25, 10)).toBe(2)
    expect(clampPage(-1, 25, 10)).toBe(0)
  })

  it('cuts the last page short', () => {
    expect(pageOf([1, 2, 3, 4, 5], 1, 3)).toEqual([4, 5])
  })
})

describe('filters', () => {
  const run = (...symbols: string[]) => ({ symbols }) as HistoryItem
  const file = (symbol: string, timeframe: string) => ({ symbol, timeframe }) as DataFile

  it('finds runs by any of their symbols, whatever the case', () => {
    const runs = [run('KRW-BTC'), run('KRW-ETH', 'KRW-XRP')]
    expect(runsWithSymbol(runs, 'xrp')).toEqual([runs[1]])
  })

  it('narrows files by symbol and time frame', () => {
    const files = [file('KRW-BTC', '1D'), file('KRW-BTC', '1H'), file('KRW-ETH', '1D')]
    expect(filterFiles(files, '', '')).toEqual(files)
    expect(filterFiles(files, 'btc', '1D')).toEqual([files[0]])
    expect(timeframesOf(files)).toEqual(['1D', '1H'])
  })
})
