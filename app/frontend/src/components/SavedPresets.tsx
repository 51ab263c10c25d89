import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { messageOf } from '../api/errors'
import { deletePreset, fetchPresets, savePreset } from '../api/presets'
import type { SavedPreset } from '../api/types'
import { sentParams, withSavedPreset, type FormValues } from '../logic/form'
import { validate } from '../logic/validation'
import { SavedPresetList } from './SavedPresetList'

interface Props {
  values: FormValues
  onApply: (values: FormValues) => void
}

/** Keeps the current parameters on the server under a name. */
export function SavedPresets({ values, onApply }: Props) {
  const [name, setName] = useState('')
  const { presets, save, remove } = usePresets()
  const saved = presets.data ?? []
  const error = save.error ?? remove.error ?? presets.error
  const cleanName = name.trim()

  return (
    <>
      <h2>저장된 설정</h2>
      <form
        className="saved-form"
        onSubmit={(event) => {
          event.preventDefault()
          const preset = { name: cleanName, strategy: values.strategy, params: sentParams(values) }
          save.mutate(preset, {
            onSuccess: () => {
              setName('')
            },
          })
        }}
      >
        <label htmlFor="saved-name">설정 이름</label>
        <input
          id="saved-name"
          value={name}
          maxLength={60}
          placeholder="예: 내 설정"
          onChange={(event) => {
            setName(event.target.value)
          }}
        />
        <button
          type="submit"
          className="button saved-save"
          disabled={!cleanName || !paramsAreValid(values) || save.isPending}
        >
          저장
        </button>
      </form>
      {error && (
        <p className="field-error" role="alert">
          {messageOf(error)}
        </p>
      )}
      <SavedPresetList
        presets={saved}
        busy={remove.isPending}
        onApply={(preset) => {
          onApply(withSavedPreset(values, preset))
        }}
        onDelete={(preset) => {
          remove.mutate(preset.name)
        }}
      />
    </>
  )
}

/** Symbols and dates are no part of a preset. */
function paramsAreValid(values: FormValues): boolean {
  return Object.keys(validate(values)).every((field) => field === 'symbols' || field === 'dates')
}

function usePresets() {
  const queries = useQueryClient()
  const presets = useQuery({
    queryKey: ['presets'],
    queryFn: ({ signal }) => fetchPresets(signal),
    refetchInterval: (query) => (query.state.status === 'error' ? 5000 : false),
  })
  const reload = () => queries.invalidateQueries({ queryKey: ['presets'] })
  const save = useMutation({
    mutationFn: (preset: SavedPreset) =>
      savePreset(preset, presets.data?.some((one) => one.name === preset.name) ?? false),
    onSuccess: reload,
  })
  const remove = useMutation({ mutationFn: deletePreset, onSuccess: reload })
  return { presets, save, remove }
}
