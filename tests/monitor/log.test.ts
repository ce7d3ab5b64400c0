import { expect, test } from 'vitest'
import { openLog } from '../../src/monitor/log.ts'

class OutputError extends Error {
  readonly code: string
  constructor(code: string) {
    super(`${code}: write`)
    this.code = code
  }
}

/** An output with room for so many bytes, or that refuses all. */
function output() {
  const state: { room: number; trouble: string } = { room: 0, trouble: 'ENOSPC' }
  const later: (() => void)[] = []
  let text = ''
  let tries = 0
  const log = openLog({
    level: 'info',
    put(bytes) {
      tries += 1
      if (state.room === 0) throw new OutputError(state.trouble)
      const taken = bytes.subarray(0, state.room)
      state.room -= taken.length
      text += Buffer.from(taken).toString()
      return taken.length
    },
    later: act => void later.push(act),
  })
  const said = (): readonly unknown[] =>
    text
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line).msg)
  const wake = () => {
    for (const act of later.splice(0)) act()
  }
  return { state, log, said, tries: () => tries, wake }
}

test('what finds no room is written whole, and in order, once there is room', () => {
  const { state, log, said, wake } = output()
  state.room = 10
  log.info('one')
  log.info('two')
  wake()
  state.room = Number.POSITIVE_INFINITY
  wake()
  log.info('three')
  expect(said()).toEqual(['one', 'two', 'three'])
})

test.each(['ENOSPC', 'EAGAIN', 'EIO'])('an output that refuses with %s is tried once for many lines', trouble => {
  const { state, log, tries } = output()
  state.trouble = trouble
  for (let n = 0; n < 100; n += 1) log.info('line')
  expect(tries()).toBe(1)
})

test('of more lines than are kept it is said how many are lost', () => {
  const { state, log, said, wake } = output()
  const long = 'x'.repeat(100_000)
  for (let n = 0; n < 30; n += 1) log.info(long)
  state.room = Number.POSITIVE_INFINITY
  wake()
  const words = said()
  expect([words.length, words.at(-1)]).toEqual([
    10,
    'The log could not be written for a while, and these lines are lost.',
  ])
})

test('nothing is kept for a pipe that nobody reads', () => {
  const { state, log, said, tries } = output()
  state.trouble = 'EPIPE'
  log.info('one')
  state.room = Number.POSITIVE_INFINITY
  log.info('two')
  log.flush()
  expect([said(), tries()]).toEqual([[], 1])
})

test('what waits is written at the end', () => {
  const { state, log, said } = output()
  log.error('why it ends')
  state.room = Number.POSITIVE_INFINITY
  log.flush()
  expect(said()).toEqual(['why it ends'])
})
