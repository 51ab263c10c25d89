import type { FormErrors } from '../logic/validation'

/** Why the form cannot be sent yet. */
export function FormErrorSummary({ errors }: { errors: FormErrors }) {
  return (
    <div id="form-error-summary" className="error-summary" role="alert">
      <p>실행하려면 아래 항목을 확인하세요.</p>
      <ul>
        {Object.entries(errors).map(([field, message]) => (
          <li key={field}>{message}</li>
        ))}
      </ul>
    </div>
  )
}
