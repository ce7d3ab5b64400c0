import { onTestFinished } from 'vitest'
import type { Adapter, Link } from '../../../src/adapters/adapter.ts'
import { createSlack } from '../../../src/adapters/slack/slack.ts'
import type { Answer, Ask, Command } from '../../../src/commands/command.ts'
import type { Desk } from '../../../src/commands/desk.ts'
import type { SlackEmulator, SlackOptions } from '../../../src/emulators/slack/slack-emulator.ts'
import type { NewStep } from '../../../src/store/step.ts'
import { slackForTest } from '../../emulators/slack/real-app.ts'
import { T0 } from '../../store/steps.ts'

/** The adapter at an emulated Slack, and a desk that remembers what it was asked. */
export interface Connected {
  readonly slack: SlackEmulator
  readonly adapter: Adapter
  readonly asks: Ask[]
  /** What was looked for, by word. */
  readonly searches: { readonly ask: Ask; readonly word: string; readonly typed: string }[]
  /** What became of the connection, in order. */
  readonly link: string[]
}

const NAMES = ['time', 'timezone', 'topics']

/** Declares as much of a command as an adapter looks at. */
export function command(name: string, kind: 'text' | 'zone'): Command {
  const word = { summary: 'button.facts', typed: true, required: false } as const
  return {
    name,
    called: name,
    summary: 'button.facts',
    example: `/${name}`,
    words: [
      { ...word, name: 'say', kind: 'text' },
      { ...word, name: 'id', kind: 'part' },
    ],
    subcommands: [{ name: 'daily', summary: 'button.facts', words: [{ ...word, name: 'timezone', kind }] }],
    answer: () => Promise.reject(new Error('The desk answers.')),
    suggest: () => [],
  }
}

/** Steps are carried at once, those for want of another one left out. */
export async function connected(answer: Answer, options: SlackOptions = {}): Promise<Connected> {
  const slack = await slackForTest(options)
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const adapter = createSlack({
    botToken: slack.credentials.SLACK_BOT_TOKEN!,
    appToken: slack.credentials.SLACK_APP_TOKEN!,
    apiUrl: slack.url,
    log: silent,
    now: () => T0,
  })
  const found: Connected = { slack, adapter, asks: [], searches: [], link: [] }
  const post = ({ key, ...step }: NewStep) =>
    adapter.post({ key, ...step, claim: key, looks: false, attempts: 0, firstTryAt: T0 })
  const desk: Desk = {
    commands: [command('story', 'text'), command('digest', 'zone')],
    async take(ask, plan) {
      found.asks.push(ask)
      for (const step of plan(answer)) if (step.ifRefused === undefined) await post(step)
      return { taken: true, answer: answer.kind }
    },
    suggest(ask, word, typed) {
      found.searches.push({ ask, word, typed })
      if (!NAMES.includes(word)) return []
      return ['Europe/Berlin', 'Europe/Bern', 'gaza', 'x'.repeat(76)].map(value => ({ label: `The ${value}`, value }))
    },
  }
  const told =
    (what: string) =>
    (...which: readonly unknown[]) =>
      void found.link.push([what, ...which.flat()].join(' ').trim())
  const link: Link = {
    carries: told('carries'),
    lost: told('lost'),
    gone: told('gone'),
    back: told('back'),
    within: told('within'),
    pulse: { up() {}, down() {}, event() {}, acknowledged() {} },
  }
  await adapter.connect(desk, link)
  onTestFinished(() => adapter.close())
  return found
}
