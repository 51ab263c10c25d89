import type { SymbolResult } from '../api/types'
import { formatBars, formatCount, formatFraction, formatPercent } from '../logic/format'
import { toneOf } from '../logic/signals'
import { Facts } from './Facts'

export function MetricCards({ symbols }: { symbols: SymbolResult[] }) {
  return (
    <div className="metric-cards">
      {symbols.map((symbol, index) => (
        // A request may name a symbol twice, so its name is no key.
        <article className="metric-card" key={index}>
          <h4>{symbol.symbol}</h4>
          <Facts className="metric-facts" facts={metrics(symbol)} />
        </article>
      ))}
    </div>
  )
}

function metrics(symbol: SymbolResult) {
  const average = formatPercent(symbol.avg_return)
  return [
    { label: '샘플 수', value: formatCount(symbol.signals.length) },
    { label: '승률', value: formatFraction(symbol.win_rate) },
    {
      label: '평균 수익률',
      value: <span className={`tone-${toneOf(symbol.avg_return)}`}>{average}</span>,
    },
    { label: '최대 낙폭', value: formatPercent(symbol.max_drawdown) },
    { label: '평균 보유 기간', value: formatBars(symbol.avg_hold_bars) },
  ]
}
