import { afterEach, describe, expect, it, vi } from 'vitest'
import { fetchLatest, fetchWholeHistory } from '../src/api/backtests'
import { sendForJson } from '../src/api/client'
import { ApiError, MalformedAnswer, Unreachable } from '../src/api/errors'
import { fetchInventory } from '../src/api/inventory'

const { signal } = new AbortController()

function serve(answer: (url: string) => Response | Promise<Response>) {
  const fetched = vi.fn((url: string) => Promise.resolve(answer(url)))
  vi.stubGlobal('fetch', fetched)
  return fetched
}

function pageFrom(url: string) {
  const query = new URL(url, 'http://page').searchParams
  return { limit: Number(query.get('limit') ?? 2), offset: Number(query.get('offset') ?? 0) }
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('sendForJson', () => {
  it('says that the server cannot be reached when the network fails', async () => {
    serve(() => Promise.reject(new TypeError('Failed to fetch')))
    await expect(sendForJson('/api/x')).rejects.toThrow(Unreachable)
  })

  it('gives the reason of a refusal', async () => {
    serve(() => Response.json({ detail: 'no such symbol' }, { status: 404 }))
    const refusal = new ApiError(404, { detail: 'no such symbol' })
    await expect(sendForJson('/api/x')).rejects.toThrow(refusal)
  })

  it.each(['', '<html></html>', '{"half":'])('refuses %j as an answer', async (text) => {
    serve(() => new Response(text))
    await expect(sendForJson('/api/x')).rejects.toThrow(MalformedAnswer)
  })
})

describe('fetchLatest', () => {
  it('has none in an empty store and fails for other reasons', async () => {
    serve(() => Response.json({ detail: 'none' }, { status: 404 }))
    await expect(fetchLatest(signal)).resolves.toBeNull()
    serve(() => Response.json({ detail: 'away' }, { status: 503 }))
    await expect(fetchLatest(signal)).rejects.toThrow('away')
  })
})

describe('whole lists', () => {
  it('fetches all runs, each once, though the pages shift', async () => {
    const runs = Array.from({ length: 230 }, (_, index) => ({ run_id: `r${index}`, symbols: [] }))
    const fetched = serve((url) => {
      const { limit, offset } = pageFrom(url)
      const items = runs.slice(Math.max(offset - 1, 0), offset + limit)
      return Response.json({ total: runs.length, items })
    })
    await expect(fetchWholeHistory(signal)).resolves.toHaveLength(230)
    expect(fetched).toHaveBeenCalledTimes(3)
  })

  it('fetches all files in the portions that the server gives', async () => {
    const files = ['A', 'B', 'C', 'D', 'E'].map((symbol) => ({ symbol }))
    serve((url) => {
      const { limit, offset } = pageFrom(url)
      return Response.json({ files: files.slice(offset, offset + limit), total_count: 5, limit })
    })
    const fetched = await fetchInventory(signal)
    expect(fetched.map((file) => file.symbol)).toEqual(['A', 'B', 'C', 'D', 'E'])
  })

  it('stops when the server has fewer files than it says', async () => {
    serve((url) => Response.json({ files: url.includes('offset') ? [] : [{}], total_count: 9 }))
    await expect(fetchInventory(signal)).resolves.toHaveLength(1)
  })
})
