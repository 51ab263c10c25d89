import { useState } from 'react'
import { messageOf } from '../api/errors'
import { clampPage } from '../logic/paging'
import { HistoryTable } from './HistoryTable'
import { Pager } from './Pager'
import { PAGE_SIZE, useHistory } from './useHistory'

/** All runs, ten at a time, narrowed by symbol. */
export function HistoryCard({ newest }: { newest: string }) {
  const [symbol, setSymbol] = useState('')
  const [wantedPage, setPage] = useState(0)
  const history = useHistory(newest, symbol.trim(), wantedPage)
  const page = clampPage(wantedPage, history.total, PAGE_SIZE)

  return (
    <section className="card">
      <div className="card-head">
        <h2>실행 이력</h2>
        <div className="filter">
          <label htmlFor="history-symbol">심볼</label>
          <input
            id="history-symbol"
            type="search"
            value={symbol}
            placeholder="예: KRW-BTC"
            onChange={(event) => {
              setSymbol(event.target.value)
              setPage(0)
            }}
          />
        </div>
      </div>
      {history.error && (
        <p className="notice notice-error" role="alert">
          {messageOf(history.error)}
        </p>
      )}
      {history.runs.length > 0 ? (
        <>
          <HistoryTable runs={history.runs} busy={history.loading} />
          <Pager page={page} total={history.total} size={PAGE_SIZE} onPage={setPage} />
        </>
      ) : (
        !history.error && <p className="quiet">{emptyText(history.loading, symbol)}</p>
      )}
    </section>
  )
}

function emptyText(loading: boolean, symbol: string): string {
  if (loading) return '불러오는 중입니다…'
  return symbol.trim() ? '이 심볼로 실행한 백테스트가 없습니다.' : '실행 이력이 없습니다.'
}
