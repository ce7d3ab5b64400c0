import type { PanelContext } from '../context.ts'
import { element, refill } from '../element.ts'
import type { Pasted } from '../protocol.ts'
import { drawImbalances } from './check.ts'
import { drawText } from './code.ts'
import { drawNotice, drawPane, freshId } from './pane.ts'
import { linesWithProblems, type Row } from './pasted-lines.ts'

const LEAD =
  'Paste a story as it is printed on a page or in a letter, or as a document. It can be saved into the stories folder.'

/** As much as one file of stories may hold. */
const MOST = 500_000

/** The pane “Paste”. */
export function drawPaste(context: PanelContext): HTMLElement {
  const notice = drawNotice()
  const result = element('div', {})
  const field = freshId('text')
  const text = element('textarea', { id: field, rows: 8, spellcheck: 'false', oninput: () => changed() })
  let read: string | undefined
  const form = element(
    'form',
    { class: 'p-form', onsubmit: event => void submit(event) },
    element('label', { for: field }, 'The story’s text'),
    text,
    element('button', { type: 'submit', class: 'p-button' }, 'Read'),
  )

  function changed(): void {
    if (read === undefined || read === text.value) return
    read = undefined
    refill(result)
    notice.say('The text has changed. Press Read again.')
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    const asked = text.value
    if (asked.trim() === '') {
      notice.say('There is nothing to read yet. Paste a story first.', true)
      text.focus()
      return
    }
    if (asked.length > MOST) {
      refill(result)
      notice.say(
        `This has ${inWords(asked.length)} characters, and ${inWords(MOST)} are read at once. Paste less.`,
        true,
      )
      text.focus()
      return
    }
    // Read again it says the same, and a name that is being typed below would be lost.
    if (asked === read) {
      showFirstProblem(result)
      return
    }
    const done = await context.send({ act: 'read', text: asked })
    if (asked !== text.value) return
    const pasted = done.ok && done.value !== undefined && 'kind' in done.value ? done.value : undefined
    if (pasted?.kind !== 'pasted') {
      notice.say(done.ok ? 'Nothing came back.' : done.error, true)
      return
    }
    read = asked
    notice.say(readInWords(pasted), pasted.stories.length === 0)
    refill(result, ...drawPasted(context, asked, pasted))
    showFirstProblem(result)
  }

  return drawPane('Paste', LEAD, form, notice.root, result).root
}

function inWords(count: number): string {
  return count.toLocaleString('en-US')
}

/** A long text is scrolled to what is to be seen, without moving the page. */
function showFirstProblem(result: HTMLElement): void {
  const [lines, mark] = [result.querySelector('.p-lines'), result.querySelector('.p-lines mark')]
  if (lines === null || mark === null) return
  const below = mark.getBoundingClientRect().top - lines.getBoundingClientRect().top
  lines.scrollTop += Math.max(0, below - lines.clientHeight / 3)
}

function readInWords({ stories, problems }: Pasted): string {
  const found = stories.length === 1 ? '1 story was read' : `${stories.length} stories were read`
  if (problems.length === 0) return `${found}, and every line was understood.`
  const lines = new Set(problems.map(problem => problem.line)).size
  return `${found}. ${lines === 1 ? '1 line needs' : `${lines} lines need`} a look; see below.`
}

function drawPasted(context: PanelContext, text: string, pasted: Pasted): readonly HTMLElement[] {
  const stories = pasted.stories.map(({ title, document, imbalances }) =>
    element(
      'section',
      { class: 'p-story' },
      element('h4', {}, title),
      imbalances.length === 0
        ? element('p', { class: 'p-good' }, 'Both sides have their room, their outlets and their sources.')
        : drawImbalances(imbalances),
      drawText(`Document: ${title}`, document),
    ),
  )
  const lines = pasted.problems.length === 0 ? [] : [drawLines(linesWithProblems(text, pasted.problems))]
  return [...lines, ...stories, ...(stories.length === 0 ? [] : [drawSave(context, text, pasted.name)])]
}

function drawLines(rows: readonly Row[]): HTMLElement {
  const drawn = rows.map(row => {
    if (row.kind === 'gap')
      return element('li', { class: 'p-gap' }, `Lines ${row.from} to ${row.to} are left out here.`)
    const { line, text, problems } = row
    const id = freshId('line')
    const body = element('span', { class: 'p-line-text' }, text === '' ? '\u00a0' : text)
    const beside = element('span', { class: 'p-line-problem', id }, problems.join(' '))
    const what = problems.length === 0 ? body : element('mark', { 'aria-describedby': id }, body)
    return element(
      'li',
      { class: 'p-line' },
      element('span', { class: 'p-number' }, String(line)),
      what,
      problems.length > 0 && beside,
    )
  })
  return element(
    'div',
    {},
    element('h4', {}, 'What was not understood'),
    element('ol', { class: 'p-lines', tabindex: 0, 'aria-label': 'The text, line by line' }, ...drawn),
  )
}

function drawSave(context: PanelContext, text: string, suggested: string): HTMLElement {
  const notice = drawNotice()
  const field = freshId('name')
  const hint = freshId('hint')
  const name = element('input', {
    id: field,
    value: suggested,
    maxlength: 100,
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': hint,
  })
  const save = async (event: Event) => {
    event.preventDefault()
    if (name.value.trim() === '') {
      notice.say('It has no name yet. Give it one, such as 2025-05-20-harbor-strike.', true)
      name.focus()
      return
    }
    const done = await context.send({ act: 'save', text, name: name.value })
    const saved = done.ok && done.value !== undefined && 'kind' in done.value ? done.value : undefined
    if (saved?.kind === 'saved') notice.say(`Saved as ${saved.files.join(' and ')}. The bot knows it now.`)
    else {
      notice.say(done.ok ? 'Nothing came back.' : done.error, true)
      name.focus()
    }
  }
  return element(
    'form',
    { class: 'p-form p-save', onsubmit: event => void save(event) },
    element('label', { for: field }, 'Save it under the name'),
    name,
    element(
      'p',
      { class: 'p-quiet', id: hint },
      'Small letters, digits and hyphens. The id follows the name. A day first, such as 2025-05-20, becomes its date; without one no digest takes it.',
    ),
    element('button', { type: 'submit', class: 'p-button' }, 'Save'),
    notice.root,
  )
}
