import { useMutation } from '@tanstack/react-query'
import { fetchDownload, fetchResult } from '../api/backtests'
import { messageOf } from '../api/errors'
import { signalsCsv } from '../logic/csv'
import { saveFile } from './saveFile'

/** Saves a run as the server stores it, or its signals as a sheet. */
export function DownloadButtons({ runId }: { runId: string }) {
  const json = useMutation({
    mutationFn: async () => {
      saveFile(`backtest_${runId}.json`, await fetchDownload(runId))
    },
  })
  const csv = useMutation({
    mutationFn: async () => {
      const text = signalsCsv(await fetchResult(runId))
      saveFile(`backtest_${runId}.csv`, new Blob([text], { type: 'text/csv;charset=utf-8' }))
    },
  })
  const error = json.error ?? csv.error

  return (
    <>
      <DownloadButton label="JSON" runId={runId} busy={json.isPending} onClick={json.mutate} />
      <DownloadButton label="CSV" runId={runId} busy={csv.isPending} onClick={csv.mutate} />
      {error && (
        <span className="download-error" role="alert">
          {messageOf(error)}
        </span>
      )}
    </>
  )
}

interface ButtonProps {
  label: string
  runId: string
  busy: boolean
  onClick: () => void
}

function DownloadButton({ label, runId, busy, onClick }: ButtonProps) {
  return (
    <button
      type="button"
      className="button button-small download-btn"
      aria-describedby={`run-${runId}`}
      disabled={busy}
      onClick={() => {
        onClick()
      }}
    >
      {label}
    </button>
  )
}
