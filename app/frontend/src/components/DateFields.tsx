import type { FormValues } from '../logic/form'
import { described, Field, FieldError } from './Field'

interface Props {
  values: FormValues
  onChange: (values: FormValues) => void
  error: string | undefined
}

const DATES = [
  { name: 'start_date', label: '시작일' },
  { name: 'end_date', label: '종료일' },
] as const

/** Both ends of the period, with the one error that they share. */
export function DateFields({ values, onChange, error }: Props) {
  return (
    <>
      {DATES.map(({ name, label }) => (
        <Field key={name} id={name} label={label}>
          <input
            id={name}
            type="date"
            max="9999-12-31"
            value={values[name]}
            {...described('dates-error', error)}
            onChange={(event) => {
              onChange({ ...values, [name]: event.target.value })
            }}
          />
        </Field>
      ))}
      {error && (
        <div className="field-wide field-below">
          <FieldError id="dates-error" text={error} />
        </div>
      )}
    </>
  )
}
