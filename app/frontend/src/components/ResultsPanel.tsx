import { useEffect, useRef } from 'react'
import { messageOf } from '../api/errors'
import type { BacktestResult } from '../api/types'
import { formatCount } from '../logic/format'
import { BacktestResults } from './BacktestResults'
import { ErrorBoundary } from './ErrorBoundary'

interface Props {
  running: boolean
  error: Error | null
  result: BacktestResult | null
}

/** The right half of the page: nothing yet, a run under way, its error or its results. */
export function ResultsPanel(props: Props) {
  const panel = useRef<HTMLElement>(null)
  const settled = props.error ?? props.result
  useEffect(() => {
    if (settled && panel.current) bringIntoView(panel.current)
  }, [settled])

  return (
    <section className="workbench-main" ref={panel}>
      <h2 className="panel-title">백테스트 결과</h2>
      <p className="visually-hidden" role="status">
        {announcement(props)}
      </p>
      <Content {...props} />
    </section>
  )
}

function Content({ running, error, result }: Props) {
  if (running) {
    return (
      <div className="backtest-results loading card">
        <span className="spinner" aria-hidden="true" />
        백테스트를 계산하고 있습니다…
      </div>
    )
  }
  if (error) {
    return (
      <div className="backtest-results error card" role="alert">
        <h3>백테스트를 실행하지 못했습니다</h3>
        <p className="error-reason">{messageOf(error)}</p>
      </div>
    )
  }
  if (!result) return <div className="backtest-results empty card">실행 결과가 없습니다.</div>
  return (
    <ErrorBoundary key={result.run_id}>
      <BacktestResults result={result} />
    </ErrorBoundary>
  )
}

function announcement({ running, error, result }: Props): string {
  if (running) return '계산을 시작했습니다'
  if (error || !result) return ''
  return `백테스트가 끝났습니다. 신호 ${formatCount(result.total_signals)}개`
}

/** On a narrow screen the results are below the form, out of sight. */
function bringIntoView(panel: HTMLElement) {
  const { top } = panel.getBoundingClientRect()
  if (top > window.innerHeight * 0.7) panel.scrollIntoView({ block: 'start' })
}
