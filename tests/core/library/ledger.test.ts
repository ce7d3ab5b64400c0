import { expect, test } from 'vitest'
import { emptyLedger, enter, entered, strike } from '../../../src/core/library/ledger.ts'

test('a key has the slots that were entered under it and not struck, from none to many', () => {
  const ledger = emptyLedger()
  const seen: number[] = []
  for (let slot = 1; slot <= 12; slot++) {
    enter(ledger, 'reuters.com/a', slot)
    seen.push([...entered(ledger, 'reuters.com/a')].length)
  }
  for (let slot = 1; slot <= 11; slot++) strike(ledger, 'reuters.com/a', slot)
  const last = [...entered(ledger, 'reuters.com/a')]
  strike(ledger, 'reuters.com/a', 12)
  expect([seen, last, [...entered(ledger, 'reuters.com/a')]]).toEqual([
    Array.from({ length: 12 }, (_, n) => n + 1),
    [12],
    [],
  ])
})

test('what was never entered is struck without harm', () => {
  const ledger = emptyLedger()
  enter(ledger, 'a', 1)
  strike(ledger, 'a', 2)
  strike(ledger, 'b', 1)
  expect([[...entered(ledger, 'a')], [...entered(ledger, 'b')]]).toEqual([[1], []])
})
