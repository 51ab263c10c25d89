import { useQuery } from '@tanstack/react-query'
import { fetchLatest } from '../api/backtests'
import { HistoryCard } from '../components/HistoryCard'
import { LatestResultCard } from '../components/LatestResultCard'

const POLL_MS = 5000

export function ViewerPage() {
  const latest = useQuery({
    queryKey: ['latest'],
    queryFn: ({ signal }) => fetchLatest(signal),
    refetchInterval: POLL_MS,
    refetchIntervalInBackground: true,
  })

  return (
    <>
      <h1>시그널 뷰어</h1>
      <LatestResultCard
        loading={latest.isPending}
        error={latest.error}
        result={latest.data ?? null}
      />
      {/* A new latest run makes a new history; it waits so that it is never older than the card. */}
      {!latest.isPending && <HistoryCard newest={latest.data?.run_id ?? ''} />}
    </>
  )
}
