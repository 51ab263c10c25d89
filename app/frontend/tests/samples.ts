import type { BacktestResult, Signal, SymbolResult } from '../src/api/types'

export function signal(changes: Partial<Signal> = {}): Signal {
  return {
    symbol: 'KRW-BTC',
    type: 'buy',
    timestamp: '2025-01-02T00:00:00Z',
    entry_price: 100,
    exit_price: 105,
    return_pct: 0.05,
    ...changes,
  }
}

export function symbolResult(changes: Partial<SymbolResult> = {}): SymbolResult {
  return {
    symbol: 'KRW-BTC',
    signals: [],
    win_rate: 0,
    avg_return: 0,
    max_drawdown: 0,
    avg_hold_bars: 0,
    performance_curve: [],
    ...changes,
  }
}

export function result(symbols: SymbolResult[]): BacktestResult {
  return {
    run_id: 'a-run',
    strategy: 'volume_long_candle',
    start_date: '2025-01-01',
    end_date: '2025-01-31',
    timeframe: '1d',
    symbols,
    total_signals: 0,
    execution_time: 0.1,
    executed_at: '',
  }
}
