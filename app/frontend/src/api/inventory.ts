import { sendForJson } from './client'
import { parseInventory } from './parse'
import type { DataFile } from './types'

/** All candle files: the first answer tells how many the server gives at once. */
export async function fetchInventory(signal: AbortSignal): Promise<DataFile[]> {
  const first = parseInventory(await sendForJson('/api/data/inventory', { signal }))
  const files = [...first.files]
  const limit = first.limit ?? first.files.length
  while (files.length < first.total) {
    const path = `/api/data/inventory?limit=${limit}&offset=${files.length}`
    const page = parseInventory(await sendForJson(path, { signal }))
    if (page.files.length === 0) break
    files.push(...page.files)
  }
  return files
}
