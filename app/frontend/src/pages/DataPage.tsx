import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { messageOf } from '../api/errors'
import { fetchInventory } from '../api/inventory'
import { FilesTable } from '../components/FilesTable'
import { filterFiles, timeframesOf } from '../logic/filters'
import { formatBytes, formatCount } from '../logic/format'

const RETRY_MS = 5000

export function DataPage() {
  const [symbol, setSymbol] = useState('')
  const [timeframe, setTimeframe] = useState('')
  const inventory = useQuery({
    queryKey: ['inventory'],
    queryFn: ({ signal }) => fetchInventory(signal),
    refetchInterval: (query) => (query.state.status === 'error' ? RETRY_MS : false),
  })
  const files = inventory.data ?? []
  const shown = filterFiles(files, symbol, timeframe)
  const bytes = shown.reduce((sum, file) => sum + (file.size_bytes ?? 0), 0)

  return (
    <>
      <h1>데이터 관리</h1>
      <section className="card">
        <div className="card-head toolbar">
          <div className="filter">
            <label htmlFor="symbol-filter">심볼</label>
            <input
              id="symbol-filter"
              type="search"
              value={symbol}
              placeholder="예: KRW-BTC"
              onChange={(event) => {
                setSymbol(event.target.value)
              }}
            />
          </div>
          <div className="filter">
            <label htmlFor="timeframe-filter">타임프레임</label>
            <select
              id="timeframe-filter"
              value={timeframe}
              onChange={(event) => {
                setTimeframe(event.target.value)
              }}
            >
              <option value="">전체</option>
              {timeframesOf(files).map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          </div>
          <p className="quiet" role="status">
            {inventory.data && `파일 ${formatCount(shown.length)}개 · ${formatBytes(bytes)}`}
          </p>
        </div>
        {inventory.error && (
          <p className="notice notice-error" role="alert">
            {messageOf(inventory.error)}
          </p>
        )}
        {inventory.isPending && <p className="quiet">불러오는 중입니다…</p>}
        {inventory.data && <FilesTable files={shown} />}
      </section>
    </>
  )
}
