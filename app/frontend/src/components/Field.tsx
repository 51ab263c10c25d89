import type { ReactNode } from 'react'

interface Props {
  id: string
  label: string
  hint?: string
  error?: string | undefined
  /** The error's id where it is not the field's own. */
  errorId?: string
  wide?: boolean
  children: ReactNode
}

/** A labelled control with its hint and its error below. */
export function Field({ id, label, hint, error, errorId, wide, children }: Props) {
  return (
    <div className={wide ? 'field field-wide' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children}
      {error ? <FieldError id={errorId ?? `${id}-error`} text={error} /> : <Hint text={hint} />}
    </div>
  )
}

export function FieldError({ id, text }: { id: string; text: string }) {
  return (
    <p id={id} className="field-error">
      {text}
    </p>
  )
}

function Hint({ text }: { text: string | undefined }) {
  return text ? <p className="field-hint">{text}</p> : null
}

/** What ties a control to its error for a screen reader. */
export function described(errorId: string, error: string | undefined) {
  return error ? { 'aria-invalid': true, 'aria-describedby': errorId } : {}
}
