/** The state of the backtest form and the request it becomes. */
import type { BacktestRequest, SavedPreset } from '../api/types'
import {
  STRATEGIES,
  strategyById,
  type BuiltInPreset,
  type ParamSpec,
  type Strategy,
} from './strategies'

export interface FormValues {
  strategy: string
  symbols: string
  start_date: string
  end_date: string
  timeframe: string
  /** Typed texts of all strategies' parameters, by name: switching back and forth loses nothing. */
  params: Record<string, string>
}

export function initialForm(): FormValues {
  const specs = STRATEGIES.flatMap((strategy) => strategy.params)
  return {
    strategy: STRATEGIES[0].id,
    symbols: '',
    start_date: '',
    end_date: '',
    timeframe: '1d',
    params: Object.fromEntries(specs.map((spec) => [spec.name, spec.initial])),
  }
}

export function chosenStrategy(values: FormValues): Strategy {
  return strategyById(values.strategy) ?? STRATEGIES[0]
}

export function splitSymbols(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((symbol) => symbol.trim())
    .filter(Boolean)
}

/** Moves the decimal point by two places without the binary dust of a bare division. */
function shifted(value: number, factor: number): number {
  return Number((value * factor).toPrecision(15))
}

function toSent(spec: ParamSpec, typed: string): number {
  const value = Number(typed)
  return spec.percent ? shifted(value, 0.01) : value
}

function toTyped(spec: ParamSpec, sent: number): string {
  return String(spec.percent ? shifted(sent, 100) : sent)
}

export function sentParams(values: FormValues): Record<string, number> {
  const { params } = chosenStrategy(values)
  return Object.fromEntries(
    params.map((spec) => [spec.name, toSent(spec, values.params[spec.name] ?? '')]),
  )
}

export function toRequest(values: FormValues): BacktestRequest {
  return {
    strategy: values.strategy,
    symbols: splitSymbols(values.symbols),
    start_date: values.start_date,
    end_date: values.end_date,
    timeframe: values.timeframe,
    params: sentParams(values),
  }
}

export function withBuiltInPreset(values: FormValues, preset: BuiltInPreset): FormValues {
  return {
    ...values,
    strategy: preset.strategy,
    params: { ...values.params, ...preset.values },
  }
}

/** Applies a saved preset; a parameter that it leaves out gets its default. */
export function withSavedPreset(values: FormValues, preset: SavedPreset): FormValues {
  const strategy = strategyById(preset.strategy)
  if (!strategy) return values
  const typed = strategy.params.map((spec) => {
    const sent = preset.params[spec.name]
    return [spec.name, sent === undefined ? spec.initial : toTyped(spec, sent)] as const
  })
  return {
    ...values,
    strategy: strategy.id,
    params: { ...values.params, ...Object.fromEntries(typed) },
  }
}
