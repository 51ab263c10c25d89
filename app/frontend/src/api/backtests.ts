import { send, sendForJson } from './client'
import { ApiError } from './errors'
import { parseHistory, parseResult } from './parse'
import type { BacktestRequest, BacktestResult, HistoryItem, HistoryPage } from './types'

const RUN_LIMIT_MS = 60_000
const LARGEST_PAGE = 100

export async function runBacktest(request: BacktestRequest): Promise<BacktestResult> {
  const body = await sendForJson('/api/backtests/run', {
    method: 'POST',
    body: request,
    limitMs: RUN_LIMIT_MS,
  })
  return parseResult(body)
}

/** The newest result, or null when the store is empty. */
export async function fetchLatest(signal: AbortSignal): Promise<BacktestResult | null> {
  try {
    return parseResult(await sendForJson('/api/backtests/latest', { signal }))
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null
    throw error
  }
}

export async function fetchHistoryPage(
  limit: number,
  offset: number,
  signal: AbortSignal,
): Promise<HistoryPage> {
  const path = `/api/backtests/history?limit=${limit}&offset=${offset}`
  return parseHistory(await sendForJson(path, { signal }))
}

/** Every run, newest first. Runs stored meanwhile shift the pages, so a run may come twice. */
export async function fetchWholeHistory(signal: AbortSignal): Promise<HistoryItem[]> {
  const runs = new Map<string, HistoryItem>()
  for (let offset = 0; ; offset += LARGEST_PAGE) {
    const page = await fetchHistoryPage(LARGEST_PAGE, offset, signal)
    page.items.forEach((item) => runs.set(item.run_id, item))
    if (page.items.length === 0 || offset + LARGEST_PAGE >= page.total) return [...runs.values()]
  }
}

export async function fetchResult(runId: string): Promise<BacktestResult> {
  return parseResult(await sendForJson(`/api/backtests/${encodeURIComponent(runId)}`))
}

export async function fetchDownload(runId: string): Promise<Blob> {
  const response = await send(`/api/backtests/${encodeURIComponent(runId)}/download`)
  return response.blob()
}
