export function pageCount(total: number, size: number): number {
  return Math.max(1, Math.ceil(total / size))
}

/** A page number that exists, counted from 0: lists shrink while someone looks at their end. */
export function clampPage(page: number, total: number, size: number): number {
  return Math.min(Math.max(page, 0), pageCount(total, size) - 1)
}

export function pageOf<T>(items: readonly T[], page: number, size: number): T[] {
  return items.slice(page * size, (page + 1) * size)
}
