import type { Signal } from '../api/types'
import { typeLabel } from './signals'

export type SortKey = keyof Signal
export type Direction = 'ascending' | 'descending'

export interface SortOrder {
  key: SortKey
  direction: Direction
}

export const NEWEST_FIRST: SortOrder = { key: 'timestamp', direction: 'descending' }

/** The order after a click on a header: a new column ascends, the same one turns round. */
export function nextOrder(order: SortOrder, key: SortKey): SortOrder {
  const turned = order.key === key && order.direction === 'ascending'
  return { key, direction: turned ? 'descending' : 'ascending' }
}

export function sortIcon(order: SortOrder, key: SortKey): string {
  if (order.key !== key) return '⇅'
  return order.direction === 'ascending' ? '↑' : '↓'
}

/** Sorts a copy; equal values keep their order in both directions, missing ones come last. */
export function sortSignals(signals: readonly Signal[], order: SortOrder): Signal[] {
  const sign = order.direction === 'ascending' ? 1 : -1
  const keyed = signals.map((signal) => ({ signal, value: comparable(signal, order.key) }))
  keyed.sort((left, right) => compare(left.value, right.value, sign))
  return keyed.map(({ signal }) => signal)
}

type Comparable = string | number | null

function comparable(signal: Signal, key: SortKey): Comparable {
  if (key === 'timestamp') {
    const time = Date.parse(signal.timestamp)
    return Number.isNaN(time) ? null : time
  }
  return key === 'type' ? typeLabel(signal.type) : signal[key]
}

function compare(left: Comparable, right: Comparable, sign: number): number {
  if (left === right) return 0
  if (left === null) return 1
  if (right === null) return -1
  return left < right ? -sign : sign
}
