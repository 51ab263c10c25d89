import { chosenStrategy, withBuiltInPreset, type FormValues } from '../logic/form'
import { PRESETS } from '../logic/strategies'
import type { FormErrors } from '../logic/validation'
import { described, Field } from './Field'

interface Props {
  values: FormValues
  onChange: (values: FormValues) => void
  errors: FormErrors
}

/** The presets, and the chosen strategy's parameters. */
export function StrategyParams({ values, onChange, errors }: Props) {
  return (
    <>
      <h2>전략 파라미터</h2>
      <div className="preset-row">
        {PRESETS.map((preset) => (
          <button
            key={preset.label}
            type="button"
            className="button preset-btn"
            onClick={() => {
              onChange(withBuiltInPreset(values, preset))
            }}
          >
            {preset.label}
          </button>
        ))}
      </div>
      <div className="field-grid field-grid-params">
        {chosenStrategy(values).params.map((spec) => (
          <Field
            key={spec.name}
            id={spec.name}
            label={spec.label}
            hint={spec.range}
            error={errors[spec.name]}
          >
            <input
              id={spec.name}
              type="number"
              step={spec.step}
              min={spec.min}
              max={spec.max}
              inputMode={spec.integer ? 'numeric' : 'decimal'}
              value={values.params[spec.name] ?? ''}
              {...described(`${spec.name}-error`, errors[spec.name])}
              onChange={(event) => {
                const params = { ...values.params, [spec.name]: event.target.value }
                onChange({ ...values, params })
              }}
            />
          </Field>
        ))}
      </div>
    </>
  )
}
