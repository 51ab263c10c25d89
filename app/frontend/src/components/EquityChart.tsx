import { useMemo } from 'react'
import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts'
import type { SymbolResult } from '../api/types'
import { equityTicks, timeDomain, timedPoints } from '../logic/curves'
import { formatEquity } from '../logic/format'
import { ChartCard } from './ChartCard'
import {
  CHART_HEIGHT,
  dayLabel,
  dots,
  EQUITY,
  GRID,
  lineWidth,
  MARGIN,
  timeAxis,
  valueAxis,
} from './chartStyle'

export function EquityChart({ symbol }: { symbol: SymbolResult }) {
  const points = useMemo(() => timedPoints(symbol.performance_curve), [symbol])
  return (
    <ChartCard
      title="Equity Curve (자산 곡선)"
      note={`${symbol.symbol} · 시작 자산 1.0 기준`}
      empty={points.length === 0}
    >
      {(width) => (
        <LineChart width={width} height={CHART_HEIGHT} data={points} margin={MARGIN}>
          <CartesianGrid stroke={GRID} vertical={false} />
          <XAxis {...timeAxis(timeDomain(points.map((point) => point.time)))} />
          <YAxis {...valueAxis(formatEquity, equityTicks(points.map((point) => point.equity)))} />
          <Tooltip
            labelFormatter={dayLabel}
            formatter={(value) => formatEquity(Number(value))}
            isAnimationActive={false}
          />
          <Line
            dataKey="equity"
            name="자산"
            stroke={EQUITY}
            strokeWidth={lineWidth(points.length)}
            dot={dots(points.length, EQUITY)}
            isAnimationActive={false}
          />
        </LineChart>
      )}
    </ChartCard>
  )
}
