import { messageOf } from '../api/errors'
import type { BacktestResult } from '../api/types'
import { formatCount, formatPeriod, formatSeconds, formatTime } from '../logic/format'
import { Facts } from './Facts'
import { MetricCards } from './MetricCards'
import { StrategyName } from './StrategyName'

interface Props {
  loading: boolean
  error: Error | null
  result: BacktestResult | null
}

export function LatestResultCard({ loading, error, result }: Props) {
  return (
    <section className="card latest-result-card">
      <h2>최신 결과</h2>
      {error && (
        <p className="notice notice-error" role="alert">
          {messageOf(error)}
        </p>
      )}
      {result && <Latest result={result} />}
      {!result && !error && (
        <p className="quiet">{loading ? '불러오는 중입니다…' : '표시할 결과가 없습니다.'}</p>
      )}
    </section>
  )
}

function Latest({ result }: { result: BacktestResult }) {
  const facts = [
    { label: '실행 ID', value: <code className="run-id">{result.run_id}</code> },
    { label: '전략', value: <StrategyName id={result.strategy} /> },
    { label: '심볼', value: result.symbols.map((symbol) => symbol.symbol).join(', ') },
    { label: '기간', value: formatPeriod(result.start_date, result.end_date) },
    { label: '타임프레임', value: result.timeframe },
    { label: '전체 신호 수', value: formatCount(result.total_signals) },
    { label: '실행 시간', value: formatSeconds(result.execution_time) },
    { label: '실행 시각 (UTC)', value: formatTime(result.executed_at) },
  ]
  return (
    <>
      <Facts className="facts" facts={facts} />
      <MetricCards symbols={result.symbols} />
    </>
  )
}
