import { useState } from 'react'
import type { SymbolResult } from '../api/types'
import { DrawdownChart } from './DrawdownChart'
import { EquityChart } from './EquityChart'
import { MultiSymbolChart } from './MultiSymbolChart'
import { ReturnsChart } from './ReturnsChart'

/** The charts of one symbol, chosen where there are several, and all symbols in one. */
export function Charts({ symbols }: { symbols: SymbolResult[] }) {
  const [chosen, setChosen] = useState(() => firstWithCurve(symbols))
  const symbol = symbols[chosen]
  if (!symbol) return null
  const several = symbols.length > 1

  return (
    <>
      {several && <SymbolChoice symbols={symbols} chosen={chosen} onChoose={setChosen} />}
      <div className="chart-grid">
        <EquityChart symbol={symbol} />
        <DrawdownChart symbol={symbol} />
        <ReturnsChart symbol={symbol} />
        {several && <MultiSymbolChart symbols={symbols} />}
      </div>
    </>
  )
}

function firstWithCurve(symbols: SymbolResult[]): number {
  const index = symbols.findIndex((symbol) => symbol.performance_curve.length > 0)
  return Math.max(index, 0)
}

interface ChoiceProps {
  symbols: SymbolResult[]
  chosen: number
  onChoose: (index: number) => void
}

function SymbolChoice({ symbols, chosen, onChoose }: ChoiceProps) {
  return (
    <div className="symbol-choice" role="group" aria-label="차트 대상">
      {symbols.map((symbol, index) => (
        <button
          key={index}
          type="button"
          className="button symbol-choice-btn"
          aria-pressed={index === chosen}
          onClick={() => {
            onChoose(index)
          }}
        >
          {symbol.symbol}
        </button>
      ))}
    </div>
  )
}
