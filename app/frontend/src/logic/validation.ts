import { chosenStrategy, splitSymbols, type FormValues } from './form'
import type { ParamSpec } from './strategies'

/** Messages by field: `symbols`, `dates` or the name of a parameter. */
export type FormErrors = Record<string, string>

const NO_SYMBOLS = '심볼을 최소 1개 이상 입력하세요'
const NO_DATES = '시작일과 종료일을 모두 입력하세요'
const DATES_REVERSED = '시작일은 종료일보다 이전이어야 합니다'

export function validate(values: FormValues): FormErrors {
  const errors: FormErrors = {}
  if (splitSymbols(values.symbols).length === 0) errors.symbols = NO_SYMBOLS
  const dates = datesError(values.start_date, values.end_date)
  if (dates) errors.dates = dates
  for (const spec of chosenStrategy(values).params) {
    const error = paramError(spec, values.params[spec.name] ?? '')
    if (error) errors[spec.name] = error
  }
  return errors
}

/** One day is a range too: both ends are included. */
function datesError(start: string, end: string): string {
  if (!start || !end) return NO_DATES
  return start > end ? DATES_REVERSED : ''
}

function paramError(spec: ParamSpec, typed: string): string {
  const value = Number(typed)
  if (typed.trim() === '' || !Number.isFinite(value)) return `${spec.label}: 숫자를 입력하세요`
  return allows(spec, value) ? '' : `${spec.label}: ${spec.range}만 쓸 수 있습니다`
}

function allows(spec: ParamSpec, value: number): boolean {
  if (spec.integer && !Number.isInteger(value)) return false
  if (spec.above ? value <= spec.min : value < spec.min) return false
  return spec.below ? value < spec.max : value <= spec.max
}
