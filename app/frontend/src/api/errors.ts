/** What can go wrong between the page and the server, and how the page words it. */

export const UNREACHABLE = '서버에 연결할 수 없습니다. 잠시 후 다시 시도해 주세요.'
export const TIMED_OUT = '서버에 연결할 수 없습니다. 응답이 제때 오지 않았습니다.'
export const MALFORMED = '서버의 응답을 이해할 수 없습니다. 잠시 후 다시 시도해 주세요.'

const LONGEST_REASON = 500
const DEEPEST = 6
const REASON_KEYS = ['detail', 'message', 'msg', 'reason', 'error', 'title', 'errors']
const GATEWAY_STATUS = new Set([502, 503, 504])

/** The server answered, with a status that is no success. */
export class ApiError extends Error {
  readonly status: number

  constructor(status: number, body: unknown) {
    super(describe(status, body))
    this.name = 'ApiError'
    this.status = status
  }
}

/** No answer came: the network, the proxy or the server is away. */
export class Unreachable extends Error {
  constructor(message = UNREACHABLE) {
    super(message)
    this.name = 'Unreachable'
  }
}

/** An answer came with a good status and without what it should hold. */
export class MalformedAnswer extends Error {
  constructor() {
    super(MALFORMED)
    this.name = 'MalformedAnswer'
  }
}

function describe(status: number, body: unknown): string {
  // A gateway's own page says nothing about the app, except that the app is away.
  const fromGateway = GATEWAY_STATUS.has(status) && (typeof body !== 'object' || body === null)
  const reason = fromGateway ? '' : extractReason(body)
  if (reason) return reason
  if (GATEWAY_STATUS.has(status)) return UNREACHABLE
  return `서버가 요청을 처리하지 못했습니다. (HTTP ${status})`
}

/** The text that tells why, wherever the body keeps it; an empty string when there is none. */
export function extractReason(body: unknown): string {
  const reason = search(body, 0)
  return reason.length > LONGEST_REASON ? `${reason.slice(0, LONGEST_REASON)}…` : reason
}

function search(value: unknown, depth: number): string {
  if (depth > DEEPEST) return ''
  if (typeof value === 'string') return plainText(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return joined(value, depth)
  if (typeof value !== 'object' || value === null) return ''
  return searchObject(value as Record<string, unknown>, depth)
}

function searchObject(value: Record<string, unknown>, depth: number): string {
  for (const key of REASON_KEYS) {
    const found = search(value[key], depth + 1)
    if (found) return withPlace(value.loc, found)
  }
  return joined(Object.values(value), depth)
}

function joined(values: unknown[], depth: number): string {
  const parts = values.map((one) => search(one, depth + 1)).filter(Boolean)
  return [...new Set(parts)].join(' / ')
}

/** `["body", "params", "vol_ma_window"]` reads as `params.vol_ma_window: …`. */
function withPlace(loc: unknown, message: string): string {
  if (!Array.isArray(loc)) return message
  const steps = loc.filter((step) => typeof step === 'string' || typeof step === 'number')
  const place = steps.filter((step, index) => index > 0 || step !== 'body').join('.')
  return place ? `${place}: ${message}` : message
}

function plainText(value: string): string {
  const withoutCode = value.replace(/<(script|style|head)\b[\s\S]*?<\/\1>/gi, ' ')
  return withoutCode
    .replace(/<\/?[a-z!][^>]*>/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** What to show a person for anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error && error.message ? error.message : MALFORMED
}
