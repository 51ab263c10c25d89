import type { BacktestResult, Signal } from '../api/types'

const COLUMNS = [
  'symbol',
  'type',
  'timestamp',
  'entry_price',
  'exit_price',
  'return_pct',
] as const satisfies (keyof Signal)[]

/** One line a signal, of all symbols, with every digit that the server sent. */
export function signalsCsv(result: BacktestResult): string {
  const signals = result.symbols.flatMap((symbol) => symbol.signals)
  const lines = signals.map((signal) => COLUMNS.map((column) => field(signal[column])).join(','))
  return [COLUMNS.join(','), ...lines, ''].join('\n')
}

function field(value: string | number | null): string {
  const text = value === null ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
