import { strategyById } from '../logic/strategies'

/** The name that people know, with the one that the API uses. */
export function StrategyName({ id }: { id: string }) {
  const label = strategyById(id)?.label
  return (
    <>
      {label && <span>{label} </span>}
      <code className="strategy-id">{id}</code>
    </>
  )
}
