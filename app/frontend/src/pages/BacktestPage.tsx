import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { runBacktest } from '../api/backtests'
import { BacktestForm } from '../components/BacktestForm'
import { ResultsPanel } from '../components/ResultsPanel'
import { SavedPresets } from '../components/SavedPresets'
import { initialForm, toRequest } from '../logic/form'

export function BacktestPage() {
  const [values, setValues] = useState(initialForm)
  const { run, submit } = useRun()

  return (
    <>
      <h1 className="visually-hidden">코인 백테스트</h1>
      <div className="workbench">
        <section className="card workbench-form">
          <BacktestForm
            values={values}
            onChange={setValues}
            running={run.isPending}
            onSubmit={() => {
              submit(toRequest(values))
            }}
          />
        </section>
        <ResultsPanel running={run.isPending} error={run.error} result={run.data ?? null} />
        <section className="card workbench-presets">
          <SavedPresets values={values} onApply={setValues} />
        </section>
      </div>
    </>
  )
}

/** Runs one backtest at a time. */
function useRun() {
  const busy = useRef(false)
  const run = useMutation({
    mutationFn: runBacktest,
    onSettled: () => {
      busy.current = false
    },
  })

  function submit(request: Parameters<typeof runBacktest>[0]) {
    // The button is disabled one frame later than a fast second click.
    if (busy.current) return
    busy.current = true
    run.mutate(request)
  }
  return { run, submit }
}
