import { expect, test } from 'vitest'
import { startDiscord } from '../../../src/emulators/discord/discord-emulator.ts'
import { loadOracle } from '../../../src/emulators/discord/oracle.ts'
import { openThrottle } from '../../../src/emulators/discord/throttle.ts'

const oracle = await loadOracle()

test('the published schema is there, and names the place of what is wrong', () => {
  const container = { type: 17, components: [{ type: 10 }] }
  const wrong = oracle?.request('MessageCreateRequest', { components: [container] })
  expect(wrong).toEqual([
    {
      path: ['components', 0, 'components', 0, 'content'],
      code: 'SCHEMA',
      message: 'Invalid input: expected string, received undefined',
    },
  ])
})

test('an answer that is not in the published shape is a defect', () => {
  expect(oracle?.response('UserResponse[]', [{ id: '1' }])).toContainEqual(
    expect.stringMatching(/^UserResponse\[\] at 0\.username/),
  )
})

test('permissions may come as strings, as the libraries send them', () => {
  const body = { name: 'a', description: 'A', default_member_permissions: '32' }
  expect(oracle?.request('ApplicationCommandUpdateRequest[]', [body])).toEqual([])
})

test('what the emulator does not look at itself, the published schema refuses, and nothing is changed', async () => {
  const discord = await startDiscord()
  const response = await fetch(`${discord.url}/v10/channels/${discord.id('news')}/messages`, {
    method: 'POST',
    headers: { authorization: `Bot ${discord.credentials.DISCORD_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ content: 'A', attachments: [{ id: 'no' }] }),
  })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({
    code: 50035,
    errors: { attachments: { '0': { id: { _errors: [{}] } } } },
  })
  expect(discord.seen('news')).toEqual([])
  expect(discord.calls()).toMatchObject([{ status: 400, error: '50035' }])
  expect(discord.defects()).toEqual([])
  await discord.close()
})

test('an address with 10,000 invalid requests in ten minutes is banned, and then no longer', () => {
  let now = 0
  const throttle = openThrottle({ monotonic: () => now, routes: false, times: 1 })
  for (let n = 0; n < 9_999; n += 1) throttle.count(403)
  expect(throttle.banned()).toBe(false)
  throttle.count(401)
  throttle.count(200)
  expect(throttle.banned()).toBe(true)
  now = 600_001
  expect(throttle.banned()).toBe(false)
})
