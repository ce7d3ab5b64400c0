import { DiscordAPIError } from 'discord.js'
import { expect, test } from 'vitest'
import { CODE, refusalOf } from '../../../src/adapters/discord/refusal.ts'
import { MEANINGS } from '../../../src/adapters/discord/refusal-meaning.ts'

function refused(code: number, status: number) {
  const request = { body: undefined, files: undefined }
  return refusalOf(
    new DiscordAPIError({ code, message: 'No.' }, code, status, 'POST', 'https://discord.test/', request),
  )
}

test.each([
  ['the bot may not post', 50013, 403],
  ['the bot does not see the channel', 50001, 403],
  ['the forum wants a tag', 40067, 400],
  ['the server has no room for another thread', 160006, 400],
  ['something that is not known', 99999, 400],
])('what is refused because %s is refused the next time too', (_, code, status) => {
  expect(refused(code, status)).toMatchObject({ kind: 'give-up', scope: 'channel' })
})

test.each([
  ['is too long', 50035, 400],
  ['is too large', 40005, 413],
  ['is blocked by a filter', 200000, 400],
  ['stands under a message that is gone', 10008, 404],
  ['goes into a post that is gone', 10003, 404],
  ['goes into a locked thread', 160005, 400],
])('what is refused because it %s speaks of itself alone', (_, code, status) => {
  expect(refused(code, status)).toMatchObject({ kind: 'give-up', scope: 'step' })
})

test.each([
  ['10003', 'The channel is gone (Discord answered with error 10003, HTTP 400).', 'Use another one.'],
  ['50013', 'The bot may not post there (Discord answered with error 50013, HTTP 400).', 'Give it "Send Messages"'],
])('of %s people read first what happened, and then what to do', (code, reason, remedy) => {
  expect(refused(Number(code), 400)).toMatchObject({ reason, remedy: expect.stringContaining(remedy) })
})

test.each([...new Set([...Object.keys(MEANINGS), ...Object.values(CODE).map(String), '130000'])])(
  '%s is a sentence before it is a code',
  code => {
    expect(refused(Number(code), 400).reason).toMatch(
      /^(?!Discord refused it)\p{Lu}[^()"\d]{10,90} \(Discord answered with error \d+, HTTP 400\)\.$/u,
    )
  },
)

test('of what nobody knows nothing is made up', () => {
  expect(refused(99999, 400)).toMatchObject({
    reason:
      'Discord refused it, and Counterpoint does not know this reason (Discord answered with error 99999, HTTP 400).',
    remedy: expect.stringContaining('#json for error 99999, HTTP 400.'),
  })
})

test.each([
  [401, 'Discord does not accept the token (Discord answered with error 0, HTTP 401).'],
  [503, 'Something broke on Discord’s side (Discord answered with error 0, HTTP 503).'],
])('without a code HTTP %i is said in words too', (status, reason) => {
  expect(refused(0, status).reason).toBe(reason)
})
