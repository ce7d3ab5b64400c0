import { describe, expect, it } from 'vitest'
import { COVERAGE } from './dialects/coverage.ts'
import { specimens } from './dialects/expected.ts'
import { outcomeOf, rightOutcome } from './dialects/outcome.ts'

const SPECIMENS = specimens()

describe('a pasted story is read as an editor reads it', () => {
  it.each(SPECIMENS)('$name', specimen => {
    expect(outcomeOf(specimen)).toEqual(rightOutcome(specimen))
  })
})

describe('the specimens', () => {
  it.each(COVERAGE)('hold %s', (_, holds) => {
    expect(SPECIMENS.filter(holds).length).toBeGreaterThan(0)
  })
})
