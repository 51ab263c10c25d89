/** What the API answers, after `parse.ts` made sure of it. Units: FRAC 0.05 is 5 %, PCT is in percent. */

export interface Signal {
  symbol: string
  type: string
  timestamp: string
  entry_price: number | null
  exit_price: number | null
  /** FRAC */
  return_pct: number | null
}

export interface CurvePoint {
  timestamp: string
  equity: number | null
  /** FRAC, at most 0 */
  drawdown: number | null
}

export interface SymbolResult {
  symbol: string
  signals: Signal[]
  /** FRAC */
  win_rate: number | null
  /** PCT */
  avg_return: number | null
  /** PCT, at least 0 */
  max_drawdown: number | null
  avg_hold_bars: number | null
  performance_curve: CurvePoint[]
}

export interface BacktestResult {
  run_id: string
  strategy: string
  start_date: string
  end_date: string
  timeframe: string
  symbols: SymbolResult[]
  total_signals: number | null
  execution_time: number | null
  executed_at: string
}

export interface HistoryItem {
  run_id: string
  strategy: string
  symbols: string[]
  start_date: string
  end_date: string
  timeframe: string
  total_signals: number | null
  execution_time: number | null
}

export interface HistoryPage {
  total: number
  items: HistoryItem[]
}

export interface DataFile {
  symbol: string
  timeframe: string
  year: string
  relative_path: string
  size_bytes: number | null
  modified_at: string
}

export interface InventoryPage {
  files: DataFile[]
  total: number
  limit: number | null
}

export interface SavedPreset {
  name: string
  strategy: string
  params: Record<string, number>
}

export interface BacktestRequest {
  strategy: string
  symbols: string[]
  start_date: string
  end_date: string
  timeframe: string
  params: Record<string, number>
}
