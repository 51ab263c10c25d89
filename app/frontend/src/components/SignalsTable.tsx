import { memo, useMemo, useState } from 'react'
import type { Signal, SymbolResult } from '../api/types'
import { formatCount, formatFraction, formatPrice, formatTime } from '../logic/format'
import { toneOf, typeLabel } from '../logic/signals'
import { NEWEST_FIRST, nextOrder, sortSignals, type SortKey } from '../logic/sorting'
import { SortHeader } from './SortHeader'

const COLUMNS: { column: SortKey; label: string; numeric?: boolean }[] = [
  { column: 'symbol', label: '심볼' },
  { column: 'type', label: '타입' },
  { column: 'timestamp', label: '시간' },
  { column: 'entry_price', label: '진입가', numeric: true },
  { column: 'exit_price', label: '청산가', numeric: true },
  { column: 'return_pct', label: '수익률', numeric: true },
]

export function SignalsTable({ symbols }: { symbols: SymbolResult[] }) {
  const signals = useMemo(() => symbols.flatMap((symbol) => symbol.signals), [symbols])
  const [order, setOrder] = useState(NEWEST_FIRST)
  const sorted = useMemo(() => sortSignals(signals, order), [signals, order])
  if (signals.length === 0) return <p className="quiet">신호가 없습니다.</p>

  return (
    <>
      <p className="quiet">총 {formatCount(signals.length)}건 · 시각은 UTC 기준</p>
      {/* Scrolls in itself, so the keyboard must be able to reach it. */}
      <div
        className="table-scroll table-scroll-tall"
        role="region"
        aria-label="신호 표"
        tabIndex={0}
      >
        <table className="signals-table">
          <thead>
            <tr>
              {COLUMNS.map((header) => (
                <SortHeader
                  key={header.column}
                  {...header}
                  order={order}
                  onSort={() => {
                    setOrder((current) => nextOrder(current, header.column))
                  }}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.map((signal, index) => (
              // Rows hold no state: reusing them in place is faster than moving thousands.
              <SignalRow key={index} signal={signal} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

const SignalRow = memo(function SignalRow({ signal }: { signal: Signal }) {
  return (
    <tr>
      <td className="symbol">{signal.symbol}</td>
      <td className={`type ${signal.type}`}>{typeLabel(signal.type)}</td>
      <td className="time">{formatTime(signal.timestamp)}</td>
      <td className="number">{formatPrice(signal.entry_price)}</td>
      <td className="number">{formatPrice(signal.exit_price)}</td>
      <td className={`return number ${toneOf(signal.return_pct)}`}>
        {formatFraction(signal.return_pct)}
      </td>
    </tr>
  )
})
