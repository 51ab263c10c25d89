import { describe, expect, it } from 'vitest'
import { ApiError, extractReason, messageOf, UNREACHABLE } from '../src/api/errors'

describe('extractReason', () => {
  it.each([
    ['a detail', { detail: '심볼이 없습니다: X' }, '심볼이 없습니다: X'],
    ['another key', { message: 'no such run' }, 'no such run'],
    ['a nested reason', { detail: { error: { message: 'deep' } } }, 'deep'],
    ['a list of texts', ['one', 'two'], 'one / two'],
    ['a number', 42, '42'],
    ['a plain text', 'just text', 'just text'],
    ['unknown keys', { why: 'because' }, 'because'],
    ['nothing', null, ''],
    ['an empty text', '', ''],
    ['an empty list', [], ''],
    ['an empty object', {}, ''],
  ])('reads %s', (_name, body, reason) => {
    expect(extractReason(body)).toBe(reason)
  })

  it('names the place of each validation error', () => {
    const detail = [
      { type: 'x', loc: ['body', 'params', 'vol_ma_window'], msg: 'too large' },
      { type: 'y', loc: ['body', 'symbols', 0], msg: 'bad name' },
    ]
    expect(extractReason({ detail })).toBe('params.vol_ma_window: too large / symbols.0: bad name')
  })

  it('strips the markup of an error page', () => {
    const page = '<html><head><title>x</title></head><body><h1>Bad <b>day</b></h1></body></html>'
    expect(extractReason(page)).toBe('Bad day')
  })

  it('keeps text that only looks like a tag', () => {
    expect(extractReason('1 < 2 and 3 > 2')).toBe('1 < 2 and 3 > 2')
  })

  it('shortens a reason that would fill the page', () => {
    expect(extractReason('x'.repeat(9000)).length).toBeLessThan(600)
  })

  it('gives up on a body without end', () => {
    const body: Record<string, unknown> = {}
    body.detail = body
    expect(extractReason(body)).toBe('')
  })
})

describe('ApiError', () => {
  it('shows the status when the server gives no reason', () => {
    expect(new ApiError(500, null).message).toContain('500')
  })

  it.each([502, 503, 504])('calls a gateway page with %i unreachable', (status) => {
    expect(new ApiError(status, '<h1>Bad Gateway</h1>').message).toBe(UNREACHABLE)
    expect(new ApiError(status, '').message).toBe(UNREACHABLE)
  })

  it('keeps the reason that the app gives with a 503', () => {
    expect(new ApiError(503, { detail: 'the database is away' }).message).toBe(
      'the database is away',
    )
  })
})

describe('messageOf', () => {
  it.each([undefined, null, 'text', new Error('')])('has words for %j', (thrown) => {
    expect(messageOf(thrown)).not.toBe('')
  })
})
