import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { openIo } from '../../src/tools/io.ts'
import { showProgress } from '../../src/tools/progress.ts'
import type { Environment } from '../../src/tools/tool.ts'

function io(isTTY: boolean, environment: Environment = {}) {
  const stdin = new PassThrough()
  const [stdout, stderr] = [terminal(isTTY), terminal(isTTY)]
  const ended: number[] = []
  const exit = (code: number) => void ended.push(code)
  return { stdin, stdout, stderr, ended, io: openIo({ stdin, stdout, stderr, exit }, environment) }
}

function terminal(isTTY: boolean) {
  return Object.assign(new PassThrough(), { isTTY, columns: 90 })
}

test.each([
  ['a terminal', true, {}, true],
  ['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, false],
  ['a terminal with an empty NO_COLOR', true, { NO_COLOR: '' }, true],
  ['a dumb terminal', true, { TERM: 'dumb' }, false],
  ['a pipe', false, {}, false],
])('%s: is there colour?', (_name, isTTY, environment, colour) => {
  expect(io(isTTY, environment).io.colour).toBe(colour)
})

test('a terminal has its width, and a pipe has none', () => {
  expect([io(true).io.width, io(false).io.width]).toEqual([90, Number.POSITIVE_INFINITY])
})

test('standard input is given whole, and somebody who stops reading the output breaks nothing', async () => {
  const { io: one, stdin, stdout } = io(false)
  stdin.end('a story')
  stdout.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
  one.out('more')
  expect((await one.input(100)).toString()).toBe('a story')
})

test('output that finds no room is said in a sentence, and is no success', async () => {
  const { stdout, stderr, ended } = io(false)
  const { promise: closed, resolve } = Promise.withResolvers<void>()
  stdout.once('close', resolve)
  stdout.destroy(Object.assign(new Error('write'), { code: 'ENOSPC' }))
  await closed
  expect([String(stderr.read()), ended]).toEqual([
    'The output could not be written (ENOSPC). Look whether its disk has room.\n',
    [1],
  ])
})

test('work that is done at once shows no progress', () => {
  const shown: string[] = []
  const { io: one } = io(true)
  const progress = showProgress({ ...one, err: text => void shown.push(text), now: () => 5 }, 'stories read')
  progress.step()
  progress.clear()
  expect(shown).toEqual([])
})
