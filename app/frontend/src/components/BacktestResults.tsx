import { memo } from 'react'
import type { BacktestResult } from '../api/types'
import { formatCount, formatPeriod, formatSeconds } from '../logic/format'
import { Charts } from './Charts'
import { Facts } from './Facts'
import { MetricCards } from './MetricCards'
import { SignalsTable } from './SignalsTable'
import { StrategyName } from './StrategyName'

interface Props {
  result: BacktestResult
}

/** Memoised: typing in the form must not draw thousands of signals again. */
export const BacktestResults = memo(function BacktestResults({ result }: Props) {
  return (
    <div className="backtest-results">
      <section className="card">
        <h3>백테스트 정보</h3>
        <Facts className="facts" facts={runFacts(result)} />
      </section>
      <section className="card">
        <h3>지표 요약</h3>
        <MetricCards symbols={result.symbols} />
      </section>
      <Charts symbols={result.symbols} />
      <section className="card">
        <h3>신호 목록</h3>
        <SignalsTable symbols={result.symbols} />
      </section>
    </div>
  )
})

function runFacts(result: BacktestResult) {
  return [
    { label: '실행 ID', value: <code className="run-id">{result.run_id}</code> },
    { label: '전략', value: <StrategyName id={result.strategy} /> },
    { label: '기간', value: formatPeriod(result.start_date, result.end_date) },
    { label: '타임프레임', value: result.timeframe },
    { label: '전체 신호 수', value: formatCount(result.total_signals) },
    { label: '실행 시간', value: formatSeconds(result.execution_time) },
  ]
}
