import type { DataFile, HistoryItem } from '../api/types'

function holds(text: string, wanted: string): boolean {
  return text.toUpperCase().includes(wanted.trim().toUpperCase())
}

export function runsWithSymbol(runs: readonly HistoryItem[], symbol: string): HistoryItem[] {
  return runs.filter((run) => run.symbols.some((one) => holds(one, symbol)))
}

/** An empty symbol or time frame lets every file through. */
export function filterFiles(
  files: readonly DataFile[],
  symbol: string,
  timeframe: string,
): DataFile[] {
  return files.filter(
    (file) => holds(file.symbol, symbol) && (timeframe === '' || file.timeframe === timeframe),
  )
}

export function timeframesOf(files: readonly DataFile[]): string[] {
  return [...new Set(files.map((file) => file.timeframe))].sort()
}
