import type { ReactNode } from 'react'
import { useWidth } from './useWidth'

interface Props {
  title: string
  note: string
  /** Nothing to draw: the note says so instead of an empty frame. */
  empty: boolean
  children: (width: number) => ReactNode
}

export function ChartCard({ title, note, empty, children }: Props) {
  const [width, observe] = useWidth()
  return (
    <section className="card chart-card">
      <h3>{title}</h3>
      <p className="quiet">{note}</p>
      {empty ? (
        <p className="chart-empty">표시할 데이터가 없습니다.</p>
      ) : (
        <div className="chart-frame" ref={observe}>
          {width > 0 && children(width)}
        </div>
      )}
    </section>
  )
}
