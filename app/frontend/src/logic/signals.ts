/** What a signal's values mean to a reader. */

export type Tone = 'positive' | 'negative' | 'neutral'

export function toneOf(value: number | null): Tone {
  if (value === null || value === 0) return 'neutral'
  return value > 0 ? 'positive' : 'negative'
}

export function typeLabel(type: string): string {
  if (type === 'buy') return '매수'
  return type === 'sell' ? '매도' : type
}
