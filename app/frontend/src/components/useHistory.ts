import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { fetchHistoryPage, fetchWholeHistory } from '../api/backtests'
import type { HistoryItem } from '../api/types'
import { runsWithSymbol } from '../logic/filters'
import { clampPage, pageOf } from '../logic/paging'

export const PAGE_SIZE = 10
const RETRY_MS = 5000

interface History {
  runs: HistoryItem[]
  total: number
  loading: boolean
  error: Error | null
}

/**
 * One page of the runs. The server pages them; it has no filter by symbol, so with a symbol all
 * runs are fetched and filtered here. `newest` is the latest run: another one makes both anew.
 */
export function useHistory(newest: string, symbol: string, page: number): History {
  const filtered = symbol !== ''
  const shared = {
    placeholderData: keepPreviousData,
    refetchInterval: (query: { state: { status: string } }) =>
      query.state.status === 'error' ? RETRY_MS : (false as const),
  }
  const served = useQuery({
    queryKey: ['history', newest, page],
    queryFn: ({ signal }) => fetchHistoryPage(PAGE_SIZE, page * PAGE_SIZE, signal),
    enabled: !filtered,
    ...shared,
  })
  const whole = useQuery({
    queryKey: ['whole-history', newest],
    queryFn: ({ signal }) => fetchWholeHistory(signal),
    enabled: filtered,
    ...shared,
  })
  const query = filtered ? whole : served
  const state = { loading: query.isPending || query.isPlaceholderData, error: query.error }

  if (!filtered) return { runs: served.data?.items ?? [], total: served.data?.total ?? 0, ...state }
  const runs = runsWithSymbol(whole.data ?? [], symbol)
  const existing = clampPage(page, runs.length, PAGE_SIZE)
  return { runs: pageOf(runs, existing, PAGE_SIZE), total: runs.length, ...state }
}
