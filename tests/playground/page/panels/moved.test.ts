import { expect, test } from 'vitest'
import { movedInWords } from '../../../../src/playground/page/panels/moved.ts'

const at = Date.UTC(2025, 4, 21, 6, 30)
const none = { kind: 'moved', at, posted: 0, unposted: 0, silent: 0, skipped: 0 } as const

test.each([
  [{ ...none }, 'No digest came due.'],
  [{ ...none, posted: 1, silent: 2 }, '1 digest came, 2 digests had nothing new to tell and kept silent.'],
  [{ ...none, skipped: 1 }, '1 digest was too late and left out.'],
])('%j is said after the time', (moved, words) => {
  expect(movedInWords(moved).endsWith(`. ${words}`)).toBe(true)
})

test('whoever sees only silence is told how to make news', () => {
  expect(movedInWords({ ...none, silent: 2 })).toMatch(/kept silent\. For news, paste a story/u)
})
