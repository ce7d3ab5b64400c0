import type { PanelContext } from '../context.ts'
import { element, refill } from '../element.ts'
import type { Listed, Trouble } from '../protocol.ts'
import { drawNotice, drawPane } from './pane.ts'

const LEAD = 'The stories folder as it is now. Edit a file: this follows.'

/** The pane “Check”. */
export function drawCheck(context: PanelContext): HTMLElement {
  const notice = drawNotice()
  const content = element('div', {})
  const rows = element('ul', { class: 'p-stories' })
  // It stays one element while its rows change, so that it stays unfolded.
  const all = element('details', { class: 'p-all' }, element('summary', {}, 'All stories'), rows)
  const pane = drawPane('Check', LEAD, notice.root, content, all)
  context.onPush(push => {
    if (push.kind !== 'stories') return
    const { stories, problems } = push
    const lopsided = stories.filter(story => story.imbalances.length > 0)
    const named = counted(problems.length, 'problem')
    notice.say(`${counted(stories.length, 'story', 'stories')}, ${named}, ${lopsided.length} lopsided.`)
    pane.mark(problems.length === 0 ? counted(stories.length, 'story', 'stories') : named, problems.length > 0)
    refill(content, drawProblems(problems), drawLopsided(lopsided))
    refill(rows, ...stories.map(drawStory))
  })
  return pane.root
}

/** Problems by the place to open. */
export function drawProblems(problems: readonly Trouble[]): HTMLElement {
  if (problems.length === 0) return element('p', { class: 'p-good' }, 'Every line was understood.')
  const rows = problems.map(({ file, line, message }) =>
    element('li', {}, element('code', { class: 'p-place' }, `${file}:${line}`), ' ', message),
  )
  return element('div', {}, element('h4', {}, 'To mend'), element('ul', { class: 'p-problems' }, ...rows))
}

function drawLopsided(stories: readonly Listed[]): HTMLElement | undefined {
  if (stories.length === 0) return undefined
  const rows = stories.map(({ title, imbalances }) =>
    element('li', {}, element('strong', {}, title), drawImbalances(imbalances)),
  )
  return element('div', {}, element('h4', {}, 'Lopsided'), element('ul', { class: 'p-lopsided' }, ...rows))
}

export function drawImbalances(imbalances: readonly string[]): HTMLElement {
  return element('ul', { class: 'p-imbalances' }, ...imbalances.map(one => element('li', {}, one)))
}

function drawStory({ id, title, date }: Listed): HTMLElement {
  const known = element('span', { class: 'p-quiet' }, `${date ?? 'no date'} · `, element('code', {}, id))
  return element('li', {}, element('span', {}, title), ' ', known)
}

function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`
}
