import { describe, expect, test } from 'vitest'
import { discordBudget } from '../../../src/adapters/discord/budget.ts'
import { LIMITS } from '../../../src/adapters/discord/limits.ts'
import { markOf } from '../../../src/adapters/discord/mark.ts'
import { renderDiscord } from '../../../src/adapters/discord/render.ts'
import { fits } from '../../../src/core/message/fit.ts'
import type { Block, Message } from '../../../src/core/message/message.ts'
import { breaksStorage, checkComponents } from '../../../src/emulators/discord/component-check.ts'
import { openForm } from '../../../src/emulators/discord/form.ts'

function message(blocks: readonly Block[], notify = false): Message {
  return { summary: 'In short', blocks, notify }
}

function refused(blocks: readonly Block[]): boolean {
  const form = openForm()
  const { components } = renderDiscord(message(blocks))
  checkComponents(form, components, { v2: true, attachments: new Set() })
  return form.errors.length > 0 || breaksStorage(components)
}

describe('a message for Discord', () => {
  test('pings nobody by its settings and makes no sound where it is a reply', () => {
    const [loud, quiet] = [true, false].map(notify => renderDiscord(message([{ kind: 'note', text: 'a' }], notify)))
    expect([loud?.allowed_mentions, loud?.flags, quiet?.flags]).toEqual([{ parse: [] }, 32_768, 36_864])
  })

  test('puts five buttons in a row', () => {
    const actions = Array.from({ length: 6 }, (_, index) => ({
      label: `${index}`,
      press: { command: 'story', words: [`s-${index}`, 'facts'], visibility: 'only-me' as const },
    }))
    const [container] = renderDiscord(message([{ kind: 'actions', actions }])).components
    expect(container.components.map(part => ('components' in part ? part.components.length : 0))).toEqual([5, 1])
  })

  test('sets sources and sides apart by a line', () => {
    const sources = { kind: 'sources', sources: [{ n: 1, outlet: 'DW' }], continued: false } as const
    const [container] = renderDiscord(message([{ kind: 'note', text: 'a' }, sources])).components
    expect(container.components).toEqual([
      { type: 10, content: 'a' },
      { type: 14 },
      { type: 10, content: '**Sources**\n1\\. DW' },
    ])
  })
})

test('the mark of a step is an id that Discord takes, and its own', () => {
  const marks = Array.from({ length: 20_000 }, (_, index) => markOf(`story/1120000000000000000/${index}/root`))
  const outside = marks.filter(mark => !Number.isInteger(mark) || mark < 0x10_0000 || mark > 2_147_483_647)
  // One of 2^30 each: that two are alike happens, that three pairs are does not.
  expect([outside, new Set(marks).size > marks.length - 3, renderDiscord(message([]), 77).components[0].id]).toEqual([
    [],
    true,
    77,
  ])
})

describe('the room of a message on Discord', () => {
  test.each([
    ['characters', 'x', 3_940],
    ['bytes of a wide script, which Discord does not document', '東', 3_362],
    ['bytes of emoji', '🚀', 1_970],
  ])('ends with the last of its %s that leaves a line for a retraction', (_what, character, most) => {
    const note = (count: number): Block => ({ kind: 'note', text: character.repeat(count) })
    // A story of a digest has a display of its own.
    const line: Block = {
      kind: 'entry',
      story: 'a',
      title: 'x'.repeat(LIMITS.retraction - '### '.length),
      texts: [],
      small: '',
      continued: false,
    }
    const seen = [most, most + 1].map(count => [fits(discordBudget, [note(count)]), refused([line, note(count)])])
    expect(seen).toEqual([
      [true, false],
      [false, true],
    ])
  })
})
