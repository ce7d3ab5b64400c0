import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { openIo } from '../../src/tools/io.ts'
import { showProgress } from '../../src/tools/progress.ts'
import type { Environment } from '../../src/tools/tool.ts'

function io(isTTY: boolean, environment: Environment = {}) {
  const stdin = new PassThrough()
  const [stdout, stderr] = [terminal(isTTY), terminal(isTTY)]
  return { stdin, stdout, io: openIo({ stdin, stdout, stderr }, environment) }
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

test('work that is done at once shows no progress', () => {
  const shown: string[] = []
  const { io: one } = io(true)
  const progress = showProgress({ ...one, err: text => void shown.push(text), now: () => 5 }, 'stories read')
  progress.step()
  progress.clear()
  expect(shown).toEqual([])
})
