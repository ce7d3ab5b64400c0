import { expect, test } from 'vitest'
import type { Identity } from '../../../src/adapters/slack/identity.ts'
import { authorization } from '../../../src/adapters/slack/identity.ts'

const HERE: Identity = {
  installation: 'T1',
  teamId: 'T1',
  teamUrl: 'https://t1.slack.com/',
  botId: 'B1',
  botUserId: 'U1',
  botToken: 'xoxb-here',
}
const WIDE: Identity = { ...HERE, installation: 'E1', enterpriseId: 'E1' }

test.each([
  ['our workspace', HERE, { teamId: 'T1' }, 'xoxb-here'],
  ['another workspace', HERE, { teamId: 'T2' }, undefined],
  ['another workspace of our organisation', WIDE, { teamId: 'T2', enterpriseId: 'E1' }, 'xoxb-here'],
  ['another organisation', WIDE, { teamId: 'T2', enterpriseId: 'E2' }, undefined],
])('a request from %s gets the token only if the bot is installed there', (_name, identity, source, token) => {
  expect(authorization(identity, source).botToken).toBe(token)
})
