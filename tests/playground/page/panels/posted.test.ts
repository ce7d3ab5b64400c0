import { expect, test } from 'vitest'
import { fateInWords, openLedger, totalInWords } from '../../../../src/playground/page/panels/posted.ts'
import type { Push, Shown } from '../../../../src/playground/page/protocol.ts'

const call = (n: number, key?: string, status?: number): Push => ({
  kind: 'call',
  platform: 'slack',
  n,
  name: 'chat.postMessage',
  ...(key !== undefined && { key }),
  ...(status !== undefined && { status }),
})

function message(id: string, key: string): Shown {
  const payload = { metadata: { event_type: 'counterpoint_step', event_payload: { id: key } } }
  const body = { text: 'A', payload, at: 0, edited: false }
  return { platform: 'slack', place: 'news', id, author: 'Counterpoint', bot: true, ...body }
}
const shown = (id: string, key: string): Push => ({ kind: 'shown', message: message(id, key) })

function ledgerOf(...pushes: readonly Push[]) {
  const ledger = openLedger()
  for (const push of pushes) ledger.hear(push)
  return ledger
}

test('what was sent twice and is there once was posted once', () => {
  const ledger = ledgerOf(call(1, 'a'), call(1, 'a', 429), call(2, 'a'), call(2, 'a', 200), shown('1', 'a'))
  expect(fateInWords(ledger.fate('slack', 'a'))).toBe('posted once, after 2 calls')
  expect(totalInWords(ledger.total())).toBe('1 post, each there once. 1 of them was sent again, and not posted again.')
})

test('two messages with one key are there twice, and that is said', () => {
  const ledger = ledgerOf(shown('1', 'a'), shown('2', 'a'), shown('3', 'b'))
  expect(fateInWords(ledger.fate('slack', 'a'))).toBe('posted 2 times')
  expect(totalInWords(ledger.total())).toBe('2 posts, of which 1 is there twice.')
})

test('an edit is no second post, and a removed message no post', () => {
  const ledger = ledgerOf(shown('1', 'a'), shown('1', 'a'), shown('2', 'b'), {
    kind: 'gone',
    platform: 'slack',
    place: 'news',
    id: '2',
  })
  expect(ledger.total()).toEqual({ posts: 1, twice: 0, repeated: 0 })
})

test('the last fifty calls are kept, newest first, each with its last outcome', () => {
  const ledger = ledgerOf(...Array.from({ length: 60 }, (_, n) => call(n + 1)), call(60, undefined, 200))
  expect([ledger.calls().length, ledger.calls()[0], ledger.calls().at(-1)]).toMatchObject([
    50,
    { n: 60, status: 200 },
    { n: 11 },
  ])
})

test('a world that begins anew forgets the one before', () => {
  const names = { slack: {}, discord: {} }
  const world: Push = { kind: 'world', places: { slack: [], discord: [] }, people: [], commands: [], names }
  const ledger = ledgerOf(call(1, 'a', 200), shown('1', 'a'), world)
  expect([ledger.calls(), totalInWords(ledger.total())]).toEqual([[], 'Nothing is posted yet.'])
})
