import { DiscordAPIError } from 'discord.js'
import { expect, test } from 'vitest'
import { refusalOf } from '../../../src/adapters/discord/refusal.ts'

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
