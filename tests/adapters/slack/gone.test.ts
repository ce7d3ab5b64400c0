import { expect, test } from 'vitest'
import { hearGone } from '../../../src/adapters/slack/gone.ts'

const WORKSPACE = { installation: 'T1', botUserId: 'U0' }
const ORGANIZATION = { installation: 'E1', botUserId: 'U0' }
const REMOVED = { team_id: 'T1', event: { type: 'app_uninstalled' } }
const revoked = (bot: readonly string[]) => ({ team_id: 'T1', event: { type: 'tokens_revoked', tokens: { bot } } })

test.each([
  ['the app was removed from the only workspace', REMOVED, WORKSPACE, {}],
  ['the app was removed from one workspace of an organization', REMOVED, ORGANIZATION, { space: 'T1' }],
  ['the bot’s token was revoked', revoked(['U0']), WORKSPACE, {}],
  ['the token of another bot was revoked', revoked(['U9']), WORKSPACE, undefined],
  [
    'only somebody’s own token was revoked',
    { event: { type: 'tokens_revoked', tokens: { oauth: ['U1'] } } },
    WORKSPACE,
    undefined,
  ],
  ['something else happened', { event: { type: 'channel_left' } }, WORKSPACE, undefined],
])('%s', (_what, body, identity, gone) => {
  expect(hearGone(body, identity)).toEqual(gone)
})
