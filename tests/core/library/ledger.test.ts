import { expect, test } from 'vitest'
import { emptyLedger, enter, entered, strike } from '../../../src/core/library/ledger.ts'

const REUTERS = 0x7fff_0001

test('a key has the slots that were entered under it and not struck, from none to many', () => {
  const ledger = emptyLedger()
  const seen: number[] = []
  for (let slot = 1; slot <= 12; slot++) {
    enter(ledger, REUTERS, slot)
    seen.push([...entered(ledger, REUTERS)].length)
  }
  for (let slot = 1; slot <= 11; slot++) strike(ledger, REUTERS, slot)
  const last = [...entered(ledger, REUTERS)]
  strike(ledger, REUTERS, 12)
  expect([seen, last, [...entered(ledger, REUTERS)]]).toEqual([Array.from({ length: 12 }, (_, n) => n + 1), [12], []])
})

test('what was never entered is struck without harm', () => {
  const ledger = emptyLedger()
  enter(ledger, -5, 1)
  strike(ledger, -5, 2)
  strike(ledger, 6, 1)
  expect([[...entered(ledger, -5)], [...entered(ledger, 6)]]).toEqual([[1], []])
})
