import { describe, expect, it } from 'vitest'
import { COVERAGE } from './dialects/coverage.ts'
import { own, specimens } from './dialects/expected.ts'
import { outcomeOf, rightOutcome } from './dialects/outcome.ts'

const SPECIMENS = specimens()
// Read by people to be read rightly one day; what is read rightly has to be taken off.
const WAITING = own('waiting.txt')
  .split('\n')
  .filter(line => line !== '')

describe('a pasted story is read as an editor reads it', () => {
  it.each(SPECIMENS.filter(({ name }) => !WAITING.includes(name)))('$name', specimen => {
    expect(outcomeOf(specimen)).toEqual(rightOutcome(specimen))
  })
})

describe('a pasted story that is not read rightly yet is named', () => {
  it('by a specimen that is there', () => {
    expect(WAITING.filter(name => !SPECIMENS.some(specimen => specimen.name === name))).toEqual([])
  })

  it.each(SPECIMENS.filter(({ name }) => WAITING.includes(name)))('$name', specimen => {
    expect(outcomeOf(specimen)).not.toEqual(rightOutcome(specimen))
  })
})

describe('the specimens', () => {
  it.each(COVERAGE)('hold %s', (_, holds) => {
    expect(SPECIMENS.filter(holds).length).toBeGreaterThan(0)
  })
})
