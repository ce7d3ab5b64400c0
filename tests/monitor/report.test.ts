import { expect, test } from 'vitest'
import type { AdapterLog } from '../../src/adapters/adapter.ts'
import { report } from '../../src/monitor/report.ts'
import type { LeasedStep } from '../../src/store/step.ts'
import { MINUTE, step, T0 } from '../store/steps.ts'

const LEASED: LeasedStep = { ...step('side'), claim: 'ask', looks: false, attempts: 0, firstTryAt: T0 }

test.each([
  ['kept', 'Will try again.'],
  ['dropped', 'Not tried again: it is being removed.'],
] as const)('of a try that brought nothing and was %s the log says what follows', (settled, said) => {
  const lines: string[] = []
  const note = (message: string) => void lines.push(message)
  const log: AdapterLog = { info: note, warn: note, error: note }
  const outcome = { state: 'waiting', nextTryAt: T0 + MINUTE, looks: false } as const
  report(log, LEASED, { outcome }, settled)
  expect(lines).toEqual([said])
})
