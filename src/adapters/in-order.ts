import type { NewStep } from '../store/step.ts'

/** One after the other, however each goes. */
export function inOrder(steps: readonly NewStep[]): readonly NewStep[] {
  return steps.map((one, index) => {
    const before = steps[index - 1]
    return before === undefined ? one : { ...one, after: before.key }
  })
}
