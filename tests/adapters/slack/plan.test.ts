import { expect, test } from 'vitest'
import { planSlack } from '../../../src/adapters/slack/plan.ts'
import type { Answer, Ask } from '../../../src/commands/command.ts'
import { T0 } from '../../store/steps.ts'

const note = (text: string) => ({ summary: text, blocks: [{ kind: 'note', text }], notify: false }) as const

const ASK: Ask = {
  id: 'slack/T1/trigger',
  command: 'digest',
  words: { say: 'now' },
  visibility: 'everyone',
  address: { platform: 'slack', installation: 'T1', space: 'T1', channel: 'C1', room: 'C1', direct: false },
  person: {
    id: 'U1',
    name: 'ana',
    locale: 'en-US',
    manages: () => Promise.resolve(true),
    moderates: () => Promise.resolve(true),
  },
  manner: {
    bot: '@Counterpoint',
    privately: 'help.privately-slack',
    asks: 'in-a-row',
    digests: 'members',
    linkTo: () => '',
    linkToChannel: () => '',
  },
  at: T0,
}

const root = note('News digest')
const NOW: Answer = {
  kind: 'edition',
  toldSince: 0,
  message: note('It is posted here now.'),
  also: note('Another digest has stopped.'),
  post: {
    id: 'edition/k3j9x0aa@now-1',
    subscription: {
      id: 'k3j9x0aa',
      lane: 'slack/T1',
      channel: 'C1',
      plan: '{}',
      wish: '{}',
      by: 'U1',
      setAt: T0,
    },
    layout: 'compact',
    threads: [
      {
        name: 'News',
        thread: { root, replies: [{ part: 's1-facts', label: 'Facts', message: note('Facts') }] },
        tells: [],
        topics: [],
      },
    ],
    stories: [],
    earlier: [],
    keyedAt: T0,
    at: T0,
    expiresAt: T0 + 1,
  },
}

/** What is sent, to whom, and whether only in the place of something that was refused. */
function outline(answer: Answer, aside: Parameters<typeof planSlack>[2]): readonly (readonly string[])[] {
  return planSlack(ASK, answer, aside).map(step => {
    const { call, message } = JSON.parse(step.payload)
    return [call, message.text.split(',')[0], ...(step.ifRefused === undefined ? [] : ['if refused'])]
  })
}

test('a digest that is asked for now: who asks is told alone, and once more where the channel does not take it', () => {
  expect(
    outline(NOW, { kind: 'respond', url: 'https://hooks', replace: false, trigger: 'trigger', old: false }),
  ).toEqual([
    ['respond', 'It is posted here now.'],
    ['post', 'News digest'],
    ['post', 'Facts'],
    ['respond', 'Counterpoint cannot post here', 'if refused'],
    ['respond', 'Another digest has stopped.'],
  ])
})

test('in a direct message all of it is said there', () => {
  expect(outline(NOW, { kind: 'post' }).map(([call]) => call)).toEqual(['post', 'post', 'post', 'post'])
})

test('what answers a form is said by another road where its address is spent', () => {
  const aside = { kind: 'respond', url: 'https://hooks', replace: false, trigger: 'trigger', old: true } as const
  expect(outline({ kind: 'message', message: note('You may not.') }, aside)).toEqual([
    ['respond', 'You may not.'],
    ['ephemeral', 'You may not.', 'if refused'],
  ])
})
