import { sortIcon, type SortKey, type SortOrder } from '../logic/sorting'

interface Props {
  column: SortKey
  label: string
  numeric?: boolean
  order: SortOrder
  onSort: () => void
}

export function SortHeader({ column, label, numeric, order, onSort }: Props) {
  const sorted = order.key === column ? order.direction : 'none'
  return (
    <th scope="col" aria-sort={sorted} className={numeric ? 'number' : ''}>
      <button type="button" className="sort-button" onClick={onSort}>
        {label}{' '}
        <span className="sort-icon" aria-hidden="true">
          {sortIcon(order, column)}
        </span>
      </button>
    </th>
  )
}
