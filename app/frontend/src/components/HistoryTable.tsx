import type { HistoryItem } from '../api/types'
import { formatCount, formatSeconds } from '../logic/format'
import { DownloadButtons } from './DownloadButtons'
import { StrategyName } from './StrategyName'

const HEADERS = ['실행 ID', '전략', '심볼', '시작일', '종료일', '신호 수', '실행 시간', '작업']

export function HistoryTable({ runs, busy }: { runs: HistoryItem[]; busy: boolean }) {
  return (
    <div className="table-scroll" role="region" aria-label="실행 이력 표" tabIndex={0}>
      <table className="history-table" aria-busy={busy}>
        <thead>
          <tr>
            {HEADERS.map((header) => (
              <th key={header} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <HistoryRow key={run.run_id} run={run} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function HistoryRow({ run }: { run: HistoryItem }) {
  return (
    <tr>
      <td>
        <code className="run-id run-id-short" title={run.run_id} id={`run-${run.run_id}`}>
          {run.run_id}
        </code>
      </td>
      <td className="strategy">
        <StrategyName id={run.strategy} />
      </td>
      <td className="symbols">{run.symbols.join(', ')}</td>
      <td className="date">{run.start_date}</td>
      <td className="date">{run.end_date}</td>
      <td className="number">{formatCount(run.total_signals)}</td>
      <td className="number">{formatSeconds(run.execution_time)}</td>
      <td className="actions">
        <DownloadButtons runId={run.run_id} />
      </td>
    </tr>
  )
}
