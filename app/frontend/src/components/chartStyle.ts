/** What all charts share: colours, sizes and axes. */
import { formatDay } from '../logic/format'

export const CHART_HEIGHT = 260
export const MARGIN = { top: 8, right: 16, bottom: 0, left: 0 }
export const GRID = '#e6eaf2'
export const EQUITY = '#2f5fd0'
export const GAIN = 'rgb(40, 167, 69)'
export const LOSS = 'rgb(220, 53, 69)'

const LINES = [
  '#2f5fd0',
  '#d9730d',
  '#0f8b8d',
  '#a23b9e',
  '#5b7f1f',
  '#c2334d',
  '#6b5bd2',
  '#8a6d1d',
  '#1f7a4d',
  '#475569',
]

/** Beyond this a dot for each point hides the line and slows the page; the line keeps each point. */
const MOST_DOTS = 500

export function lineColor(index: number): string {
  return LINES[index % LINES.length] ?? EQUITY
}

export function dots(count: number, color: string) {
  return count <= MOST_DOTS ? { r: count > 120 ? 1.5 : 2.5, fill: color, strokeWidth: 0 } : false
}

export function lineWidth(count: number): number {
  return count <= MOST_DOTS ? 2 : 1
}

const TICK = { fontSize: 12, fill: '#5a6478' }

export function timeAxis(domain: [number, number]) {
  return {
    dataKey: 'time',
    type: 'number' as const,
    scale: 'time' as const,
    domain,
    tick: TICK,
    tickFormatter: formatDay,
    tickCount: 4,
    minTickGap: 24,
    stroke: '#c3cada',
  }
}

export function valueAxis(format: (value: number) => string, ticks: number[]) {
  const domain: [number, number] = [ticks.at(0) ?? 0, ticks.at(-1) ?? 1]
  return { tick: TICK, width: 64, stroke: '#c3cada', tickFormatter: format, ticks, domain }
}

export function dayLabel(label: unknown): string {
  return typeof label === 'number' ? formatDay(label) : ''
}
