import type { SavedPreset } from '../api/types'
import { strategyById } from '../logic/strategies'

interface Props {
  presets: SavedPreset[]
  busy: boolean
  onApply: (preset: SavedPreset) => void
  onDelete: (preset: SavedPreset) => void
}

export function SavedPresetList({ presets, busy, onApply, onDelete }: Props) {
  if (presets.length === 0) return <p className="quiet">저장된 설정이 없습니다.</p>
  return (
    <ul className="saved-list">
      {presets.map((preset) => (
        <li key={preset.name}>
          <span className="saved-name">
            {preset.name}
            <small>{strategyById(preset.strategy)?.label ?? preset.strategy}</small>
          </span>
          <button
            type="button"
            className="button button-small saved-apply"
            disabled={!strategyById(preset.strategy)}
            onClick={() => {
              onApply(preset)
            }}
          >
            적용
          </button>
          <button
            type="button"
            className="button button-small saved-delete"
            disabled={busy}
            onClick={() => {
              onDelete(preset)
            }}
          >
            삭제
          </button>
        </li>
      ))}
    </ul>
  )
}
