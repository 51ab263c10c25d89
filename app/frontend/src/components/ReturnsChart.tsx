import { useMemo } from 'react'
import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts'
import type { SymbolResult } from '../api/types'
import { returnBins } from '../logic/distribution'
import { formatCount } from '../logic/format'
import { niceTicks } from '../logic/scale'
import { ChartCard } from './ChartCard'
import { CHART_HEIGHT, GAIN, GRID, LOSS, MARGIN, valueAxis } from './chartStyle'

export function ReturnsChart({ symbol }: { symbol: SymbolResult }) {
  const bars = useMemo(() => barsOf(symbol), [symbol])
  return (
    <ChartCard
      title="Returns Distribution (수익률 분포)"
      note={`${symbol.symbol} · 구간별 신호 수`}
      empty={bars.length === 0}
    >
      {(width) => (
        <BarChart width={width} height={CHART_HEIGHT} data={bars} margin={MARGIN}>
          <CartesianGrid stroke={GRID} vertical={false} />
          <XAxis dataKey="label" tick={{ fontSize: 12, fill: '#5a6478' }} stroke="#c3cada" />
          <YAxis {...valueAxis(formatCount, countTicks(bars))} />
          <Tooltip
            cursor={{ fill: 'rgb(20 33 61 / 6%)' }}
            labelFormatter={(_label, shown) => rangeOf(shown[0]?.payload)}
            isAnimationActive={false}
          />
          <Bar dataKey="count" name="신호 수" maxBarSize={56} isAnimationActive={false} />
        </BarChart>
      )}
    </ChartCard>
  )
}

interface BarRow {
  label: string
  range: string
  count: number
  fill: string
}

function barsOf(symbol: SymbolResult): BarRow[] {
  const returns = symbol.signals.flatMap((signal) => signal.return_pct ?? [])
  return returnBins(returns).map((bin) => ({
    label: `${bin.from}%`,
    range: `${bin.from}% 이상 ${bin.to}% 미만`,
    count: bin.count,
    fill: bin.from < 0 ? LOSS : GAIN,
  }))
}

/** Signals are counted in whole numbers. */
function countTicks(bars: BarRow[]): number[] {
  return niceTicks([0, ...bars.map((bar) => bar.count)], 4).filter(Number.isInteger)
}

function rangeOf(payload: unknown): string {
  return (payload as BarRow | undefined)?.range ?? ''
}
