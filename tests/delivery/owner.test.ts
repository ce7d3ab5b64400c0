import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { isGone, ownerName } from '../../src/delivery/owner.ts'
import { stepKey } from '../../src/delivery/step-key.ts'

const AT = Date.parse('2026-05-02T08:30:00Z')
const SELF = ownerName('here', process.pid, 'now')

function deadPid(): number {
  return spawnSync(process.execPath, ['--eval', '']).pid
}

test('a name tells host, process and life', () => {
  expect(ownerName('here', 7, 'x')).toBe('here/7/x')
})

test('oneself is not gone', () => {
  expect(isGone(SELF, SELF)).toBe(false)
})

test('an earlier life with the same pid is gone', () => {
  expect(isGone(ownerName('here', process.pid, 'before'), SELF)).toBe(true)
})

test('a process that has ended is gone', () => {
  expect(isGone(ownerName('here', deadPid(), 'x'), SELF)).toBe(true)
})

test('a process that lives is not gone', () => {
  expect(isGone(ownerName('here', process.ppid, 'x'), SELF)).toBe(false)
})

test('of another host nothing is known, whatever the pid', () => {
  expect([deadPid(), process.pid].map(pid => isGone(ownerName('there', pid, 'x'), SELF))).toEqual([false, false])
})

for (const name of ['here', 'here/', 'here/x/y', 'here/-1/y', 'here/0/y', 'here/1.5/y', '']) {
  test(`of a name that this version did not write, "${name}", nothing is known`, () => {
    expect(isGone(name, SELF)).toBe(false)
  })
}

test('the key of a step is the same for the same part of the same ask, and short enough for a nonce', () => {
  expect([stepKey('ask', 'root', AT), stepKey('ask', 'root', AT).length]).toEqual([stepKey('ask', 'root', AT), 22])
})

test('the keys of other parts and other asks differ', () => {
  const keys = [
    stepKey('ask', 'root', AT),
    stepKey('ask', 'reply', AT),
    stepKey('other', 'root', AT),
    stepKey('askroot', '', AT),
  ]
  expect(new Set(keys).size).toBe(4)
})

test('keys sort as they were made, so that what is kept together stands together', () => {
  const keys = [AT, AT + 1, AT + 2, AT + 86_400_000].map(at => stepKey('ask', `part ${at % 7}`, at))
  expect(keys.toSorted()).toEqual(keys)
})

test('the key of a step tells nothing of who asked', () => {
  expect(stepKey('U123-C456', 'root', AT)).not.toMatch(/U123|C456|root/u)
})
