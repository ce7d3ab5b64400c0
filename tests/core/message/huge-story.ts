import type { Story } from '../../../src/core/story/story.ts'

const SENTENCE = 'Officials in the U.S. said so on Monday, and Pres. Moon disagreed. '

function sentences(count: number): string {
  return SENTENCE.repeat(count).trim()
}

const NUMBERS: readonly number[] = Array.from({ length: 60 }, (_, index) => index + 1)
const far = `https://example.org/${'x'.repeat(1_900)}`

/** Larger in every way than what anybody has written. */
export const HUGE: Story = {
  id: 'a'.repeat(60),
  title: sentences(5).slice(0, 300),
  date: '2024-02-29',
  topics: [],
  facts: NUMBERS.map(n => ({ text: `${n}: ${sentences(9)}`, cites: n % 3 === 0 ? [] : [n] })),
  narratives: NUMBERS.slice(0, 6).map(n => ({
    label: `Narrative ${n} ${'of those who speak '.repeat(10)}`,
    stance: 'other',
    axis: 'numbered',
    providers: n % 2 === 0 ? [] : NUMBERS.map(outlet => ({ name: `Outlet ${outlet}`, url: far })),
    paragraphs: [1, 2, 3].map(part => ({ text: `${part} ${sentences(n * 22)}`, cites: [] })),
  })),
  forecast: { providers: [], text: { text: sentences(80), cites: [] } },
  updates: NUMBERS.slice(0, 9).map(n => ({
    date: '2024-03-01',
    kind: 'corrected',
    text: { text: sentences(n * 9), cites: NUMBERS },
  })),
  sources: Array.from({ length: 90 }, (_, index) => ({
    n: index + 1,
    outlet: `Outlet ${index + 1}`,
    url: `${far}/${index + 1}`,
    title: `${'A long title '.repeat(index === 50 ? 800 : index % 9)}ends`,
  })),
}
