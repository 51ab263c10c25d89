/** Numbers and times as the pages show them, the same in every browser and time zone. */

const LOCALE = 'ko-KR'
export const NOTHING = '–'

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 })
const price = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 8 })
const bigPrice = new Intl.NumberFormat(LOCALE, {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
})
const compact = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 2 })

export function formatCount(value: number | null): string {
  return value === null ? NOTHING : whole.format(value)
}

/** A value that is in percent already. */
export function formatPercent(value: number | null): string {
  if (value === null) return NOTHING
  const digits = value.toFixed(2)
  return `${digits === '-0.00' ? '0.00' : digits}%`
}

/** A fraction: 0.05 reads as 5.00%. */
export function formatFraction(value: number | null): string {
  return formatPercent(value === null ? null : Number((value * 100).toPrecision(15)))
}

/** Coins cost from fractions of a won to hundreds of millions: small prices keep their digits. */
export function formatPrice(value: number | null): string {
  if (value === null) return NOTHING
  return Math.abs(value) >= 100 ? bigPrice.format(value) : price.format(value)
}

export function formatBars(value: number | null): string {
  return value === null ? NOTHING : `${value.toFixed(2)}봉`
}

export function formatSeconds(value: number | null): string {
  return value === null ? NOTHING : `${value.toFixed(3)}초`
}

export function formatBytes(value: number | null): string {
  if (value === null) return NOTHING
  if (value < 1024) return `${whole.format(value)} B`
  const kib = value / 1024
  return kib < 1024 ? `${kib.toFixed(1)} KB` : `${(kib / 1024).toFixed(1)} MB`
}

/** UTC, to the minute: `2025-03-01 09:00`. */
export function formatTime(iso: string): string {
  const time = Date.parse(iso)
  if (Number.isNaN(time)) return iso || NOTHING
  return new Date(time).toISOString().slice(0, 16).replace('T', ' ')
}

export function formatDay(time: number): string {
  return Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : ''
}

export function formatPeriod(start: string, end: string): string {
  return `${start || NOTHING} ~ ${end || NOTHING}`
}

export function formatEquity(value: number): string {
  return Math.abs(value) >= 1000 ? compact.format(value) : value.toFixed(3)
}
