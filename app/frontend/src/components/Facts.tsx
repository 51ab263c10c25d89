import type { ReactNode } from 'react'

export interface Fact {
  label: string
  value: ReactNode
}

/** Labels and their values, as a definition list. */
export function Facts({ facts, className }: { facts: Fact[]; className: string }) {
  return (
    <dl className={className}>
      {facts.map((fact) => (
        <div className="fact" key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
