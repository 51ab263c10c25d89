import { ApiError, MalformedAnswer, TIMED_OUT, Unreachable } from './errors'

const READ_LIMIT_MS = 15_000

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  body?: unknown
  limitMs?: number
  signal?: AbortSignal
}

/** Sends a request to the app's own origin and returns the response of a success. */
export async function send(path: string, options: RequestOptions = {}): Promise<Response> {
  const limit = AbortSignal.timeout(options.limitMs ?? READ_LIMIT_MS)
  const response = await reach(path, {
    method: options.method ?? 'GET',
    headers: { accept: 'application/json', ...contentType(options.body) },
    cache: 'no-store',
    signal: options.signal ? AbortSignal.any([limit, options.signal]) : limit,
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  })
  if (!response.ok) throw new ApiError(response.status, await bodyOf(response))
  return response
}

/** Sends a request and returns the JSON of its answer, unchecked. */
export async function sendForJson(path: string, options: RequestOptions = {}): Promise<unknown> {
  const response = await send(path, options)
  const text = await textOf(response)
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new MalformedAnswer()
  }
}

function contentType(body: unknown): Record<string, string> {
  return body === undefined ? {} : { 'content-type': 'application/json' }
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init)
  } catch (error) {
    throw translated(error)
  }
}

/** A connection can also break while the body is on its way. */
async function textOf(response: Response): Promise<string> {
  try {
    return await response.text()
  } catch (error) {
    throw translated(error)
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await textOf(response)
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

function translated(error: unknown): unknown {
  const name = error instanceof Error ? error.name : ''
  // A query that is no longer wanted is aborted by its owner, who knows why.
  if (name === 'AbortError') return error
  return name === 'TimeoutError' ? new Unreachable(TIMED_OUT) : new Unreachable()
}
