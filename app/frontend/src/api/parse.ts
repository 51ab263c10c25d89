/**
 * Reads the server's answers. A field that is missing or of the wrong type becomes empty, so that
 * one odd value costs a dash and not the page; an answer without its core is refused.
 */
import { MalformedAnswer } from './errors'
import type {
  BacktestResult,
  CurvePoint,
  DataFile,
  HistoryItem,
  HistoryPage,
  InventoryPage,
  SavedPreset,
  Signal,
  SymbolResult,
} from './types'

type Json = Record<string, unknown>

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : ''
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function parseSignal(value: Json, symbol: string): Signal {
  return {
    symbol: text(value.symbol) || symbol,
    type: text(value.type),
    timestamp: text(value.timestamp),
    entry_price: number(value.entry_price),
    exit_price: number(value.exit_price),
    return_pct: number(value.return_pct),
  }
}

function parseCurvePoint(value: Json): CurvePoint {
  return {
    timestamp: text(value.timestamp),
    equity: number(value.equity),
    drawdown: number(value.drawdown),
  }
}

function parseSymbol(value: Json): SymbolResult {
  const symbol = text(value.symbol)
  return {
    symbol,
    signals: objects(value.signals).map((signal) => parseSignal(signal, symbol)),
    win_rate: number(value.win_rate),
    avg_return: number(value.avg_return),
    max_drawdown: number(value.max_drawdown),
    avg_hold_bars: number(value.avg_hold_bars),
    performance_curve: objects(value.performance_curve).map(parseCurvePoint),
  }
}

export function parseResult(body: unknown): BacktestResult {
  if (!isObject(body) || !text(body.run_id) || !Array.isArray(body.symbols)) {
    throw new MalformedAnswer()
  }
  const metadata = isObject(body.metadata) ? body.metadata : {}
  return {
    run_id: text(body.run_id),
    strategy: text(body.strategy),
    start_date: text(body.start_date),
    end_date: text(body.end_date),
    timeframe: text(body.timeframe),
    symbols: objects(body.symbols).map(parseSymbol),
    total_signals: number(body.total_signals),
    execution_time: number(body.execution_time),
    executed_at: text(metadata.execution_date),
  }
}

function parseHistoryItem(value: Json): HistoryItem {
  return {
    run_id: text(value.run_id),
    strategy: text(value.strategy),
    symbols: Array.isArray(value.symbols) ? value.symbols.map(text).filter(Boolean) : [],
    start_date: text(value.start_date),
    end_date: text(value.end_date),
    timeframe: text(value.timeframe),
    total_signals: number(value.total_signals),
    execution_time: number(value.execution_time),
  }
}

export function parseHistory(body: unknown): HistoryPage {
  if (!isObject(body) || !Array.isArray(body.items)) throw new MalformedAnswer()
  const items = objects(body.items).map(parseHistoryItem)
  return { total: number(body.total) ?? items.length, items }
}

function parseFile(value: Json): DataFile {
  return {
    symbol: text(value.symbol),
    timeframe: text(value.timeframe),
    year: text(value.year),
    relative_path: text(value.relative_path),
    size_bytes: number(value.size_bytes),
    modified_at: text(value.modified_at),
  }
}

export function parseInventory(body: unknown): InventoryPage {
  if (!isObject(body) || !Array.isArray(body.files)) throw new MalformedAnswer()
  const files = objects(body.files).map(parseFile)
  return { files, total: number(body.total_count) ?? files.length, limit: number(body.limit) }
}

function parsePreset(value: Json): SavedPreset {
  const params = isObject(value.params) ? value.params : {}
  const numbers = Object.entries(params).filter(([, one]) => number(one) !== null)
  return {
    name: text(value.name),
    strategy: text(value.strategy),
    params: Object.fromEntries(numbers) as Record<string, number>,
  }
}

/** Presets come as a list, or as the map from name to preset in which they are stored. */
export function parsePresets(body: unknown): SavedPreset[] {
  const presets = isObject(body) && 'presets' in body ? body.presets : body
  if (Array.isArray(presets)) return objects(presets).map(parsePreset)
  if (!isObject(presets)) throw new MalformedAnswer()
  const named = Object.entries(presets).filter((entry): entry is [string, Json] =>
    isObject(entry[1]),
  )
  return named.map(([name, preset]) => parsePreset({ ...preset, name }))
}
