import { expect, test } from 'vitest'
import { hearEvent } from '../../../src/adapters/slack/hear.ts'
import type { Command } from '../../../src/commands/command.ts'
import { DIGEST_SUBCOMMANDS, DIGEST_WORDS } from '../../../src/commands/digest-word.ts'

const story: Command = {
  name: 'story',
  called: 'story',
  summary: 'command.story.summary',
  example: '/story north-korea',
  words: [{ name: 'story', kind: 'story', summary: 'command.story.summary', typed: true, required: true }],
  subcommands: [],
  answer: () => Promise.reject(new Error('Nobody asks.')),
  suggest: () => [],
}
const digest: Command = {
  ...story,
  name: 'digest',
  called: 'news',
  words: DIGEST_WORDS,
  subcommands: DIGEST_SUBCOMMANDS,
}
const HERE = {
  installation: 'T1',
  botUserId: 'UBOT',
  teamUrl: 'https://example.slack.com/',
  commands: [story, digest],
  at: 0,
  isAdmin: () => Promise.resolve(false),
}

/** The command that a mention asks for, and its first word. */
function heard(text: string): readonly (string | undefined)[] {
  const event = { type: 'app_mention', user: 'U1', text: `<@UBOT> ${text}`, ts: '1.1', channel: 'C1' }
  const ask = hearEvent({ team_id: 'T1', event }, HERE)?.ask
  return [ask?.command, ask?.words.say ?? ask?.words.story]
}

test.each([
  ['news daily 08:30', 'daily 08:30'],
  ['please set a digest daily 08:30 Berlin', 'set daily 08:30 Berlin'],
  ['Could you set up a new daily digest, at 08:30?', 'set daily at 08:30?'],
  ['please, news daily 08:30', 'daily 08:30'],
  ['pause the digest for 3 days', 'pause for 3 days'],
  ['stop the news', 'stop'],
  ['list digests', 'list'],
])('a mention asks for a digest as people say it: %s', (text, words) => {
  expect(heard(text)).toEqual(['digest', words])
})

test.each([
  'north korea',
  'war in the news',
  'please explain the digest of laws',
  'stop the war',
  'set theory',
  'hello',
])('what names nothing that a digest does is looked for among the stories: %s', text => {
  expect(heard(text)).toEqual(['story', text])
})
