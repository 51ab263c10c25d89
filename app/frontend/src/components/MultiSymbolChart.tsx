import { useMemo } from 'react'
import { CartesianGrid, Legend, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts'
import type { SymbolResult } from '../api/types'
import { equityKey, equityTicks, equityRows, timeDomain } from '../logic/curves'
import { formatEquity } from '../logic/format'
import { ChartCard } from './ChartCard'
import {
  CHART_HEIGHT,
  dayLabel,
  dots,
  GRID,
  lineColor,
  lineWidth,
  MARGIN,
  timeAxis,
  valueAxis,
} from './chartStyle'

export function MultiSymbolChart({ symbols }: { symbols: SymbolResult[] }) {
  const rows = useMemo(() => equityRows(symbols), [symbols])
  const ticks = equityTicks(
    symbols.flatMap((symbol) => symbol.performance_curve.map((point) => point.equity)),
  )
  return (
    <ChartCard
      title="Multi-Symbol 비교"
      note="모든 심볼의 자산 · 시작 자산 1.0 기준"
      empty={rows.length === 0}
    >
      {(width) => (
        <LineChart width={width} height={CHART_HEIGHT} data={rows} margin={MARGIN}>
          <CartesianGrid stroke={GRID} vertical={false} />
          <XAxis {...timeAxis(timeDomain(rows.map((row) => row.time)))} />
          <YAxis {...valueAxis(formatEquity, ticks)} />
          <Tooltip
            labelFormatter={dayLabel}
            formatter={(value) => formatEquity(Number(value))}
            isAnimationActive={false}
          />
          <Legend itemSorter={null} iconType="plainline" wrapperStyle={{ fontSize: 12 }} />
          {symbols.map((symbol, index) => (
            <Line
              key={index}
              dataKey={equityKey(index)}
              name={symbol.symbol}
              stroke={lineColor(index)}
              strokeWidth={lineWidth(rows.length)}
              dot={dots(rows.length, lineColor(index))}
              connectNulls
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      )}
    </ChartCard>
  )
}
