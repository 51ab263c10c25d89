import { useMemo } from 'react'
import { Area, AreaChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts'
import type { SymbolResult } from '../api/types'
import { drawdownTicks, timeDomain, timedPoints } from '../logic/curves'
import { formatPercent } from '../logic/format'
import { ChartCard } from './ChartCard'
import {
  CHART_HEIGHT,
  dayLabel,
  dots,
  GRID,
  LOSS,
  lineWidth,
  MARGIN,
  timeAxis,
  valueAxis,
} from './chartStyle'

export function DrawdownChart({ symbol }: { symbol: SymbolResult }) {
  const points = useMemo(() => timedPoints(symbol.performance_curve), [symbol])
  const ticks = drawdownTicks(points)
  return (
    <ChartCard
      title="Drawdown (낙폭)"
      note={`${symbol.symbol} · 직전 최고 자산 대비`}
      empty={points.length === 0}
    >
      {(width) => (
        <AreaChart width={width} height={CHART_HEIGHT} data={points} margin={MARGIN}>
          <CartesianGrid stroke={GRID} vertical={false} />
          <XAxis {...timeAxis(timeDomain(points.map((point) => point.time)))} />
          <YAxis {...valueAxis(formatPercent, ticks)} />
          <Tooltip
            labelFormatter={dayLabel}
            formatter={(value) => formatPercent(Number(value))}
            isAnimationActive={false}
          />
          <Area
            dataKey="drawdown"
            name="낙폭"
            stroke={LOSS}
            strokeWidth={lineWidth(points.length)}
            fill={LOSS}
            fillOpacity={0.14}
            dot={dots(points.length, LOSS)}
            isAnimationActive={false}
          />
        </AreaChart>
      )}
    </ChartCard>
  )
}
