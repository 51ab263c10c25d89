import { useState, type SyntheticEvent } from 'react'
import type { FormValues } from '../logic/form'
import { STRATEGIES, TIMEFRAMES, strategyById } from '../logic/strategies'
import { validate } from '../logic/validation'
import { DateFields } from './DateFields'
import { described, Field } from './Field'
import { FormErrorSummary } from './FormErrorSummary'
import { StrategyParams } from './StrategyParams'

interface Props {
  values: FormValues
  onChange: (values: FormValues) => void
  running: boolean
  onSubmit: () => void
}

export function BacktestForm({ values, onChange, running, onSubmit }: Props) {
  const [touched, setTouched] = useState(false)
  const errors = validate(values)
  const valid = Object.keys(errors).length === 0

  function change(next: FormValues) {
    setTouched(true)
    onChange(next)
  }

  function submit(event: SyntheticEvent) {
    event.preventDefault()
    if (valid && !running) onSubmit()
  }

  return (
    <form className={touched ? 'form touched' : 'form'} onSubmit={submit} noValidate>
      <h2>백테스트 설정</h2>
      <div className="field-grid">
        <Field
          id="strategy"
          label="전략 *"
          hint={strategyById(values.strategy)?.summary ?? ''}
          wide
        >
          <select
            id="strategy"
            value={values.strategy}
            onChange={(event) => {
              change({ ...values, strategy: event.target.value })
            }}
          >
            {STRATEGIES.map((strategy) => (
              <option key={strategy.id} value={strategy.id}>
                {strategy.label}
              </option>
            ))}
          </select>
        </Field>
        <Field id="symbols" label="심볼 (쉼표로 구분) *" error={errors.symbols} wide>
          <textarea
            id="symbols"
            rows={2}
            placeholder="예: KRW-BTC, KRW-ETH"
            spellCheck={false}
            autoCapitalize="characters"
            value={values.symbols}
            {...described('symbols-error', errors.symbols)}
            onChange={(event) => {
              change({ ...values, symbols: event.target.value })
            }}
          />
        </Field>
        <DateFields values={values} onChange={change} error={errors.dates} />
        <Field id="timeframe" label="타임프레임" wide>
          <select
            id="timeframe"
            value={values.timeframe}
            onChange={(event) => {
              change({ ...values, timeframe: event.target.value })
            }}
          >
            {TIMEFRAMES.map((timeframe) => (
              <option key={timeframe.id} value={timeframe.id}>
                {timeframe.label}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <StrategyParams values={values} onChange={change} errors={errors} />
      {!valid && <FormErrorSummary errors={errors} />}
      <button
        type="submit"
        className="button button-primary submit-btn"
        disabled={!valid || running}
        aria-busy={running}
      >
        {running ? '실행 중...' : '백테스트 실행'}
      </button>
    </form>
  )
}
