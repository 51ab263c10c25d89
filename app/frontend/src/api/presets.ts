import { send, sendForJson } from './client'
import { ApiError } from './errors'
import { parsePresets } from './parse'
import type { SavedPreset } from './types'

const PRESETS = '/api/strategies/presets'

function pathOf(name: string): string {
  return `${PRESETS}/${encodeURIComponent(name)}`
}

export async function fetchPresets(signal: AbortSignal): Promise<SavedPreset[]> {
  return parsePresets(await sendForJson(PRESETS, { signal }))
}

/** Saves under a name; a preset that has the name already is replaced. */
export async function savePreset(preset: SavedPreset, exists: boolean): Promise<void> {
  await (exists
    ? send(pathOf(preset.name), { method: 'PUT', body: preset })
    : send(PRESETS, { method: 'POST', body: preset }))
}

/** Deletes a preset; one that is already gone counts as deleted. */
export async function deletePreset(name: string): Promise<void> {
  try {
    await send(pathOf(name), { method: 'DELETE' })
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error
  }
}
