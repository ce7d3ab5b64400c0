import { expect, test } from 'vitest'
import { ConfigError, readConfig, readPageAddress } from '../../src/config.ts'
import { ran } from '../tools/captured.ts'

const OPEN = ['0.0.0.0', '::', '192.168.0.7', '128.0.0.1', '127.0.0.1.example.org', 'localhost.example.org']

test.each([
  { environment: {}, at: { host: '127.0.0.1', port: 4000 } },
  { environment: { PORT: ' 5000 ', HOST: '' }, at: { host: '127.0.0.1', port: 5000 } },
  { environment: { PORT: '0', HOST: 'Localhost' }, at: { host: 'localhost', port: 0 } },
  { environment: { HOST: '::1' }, at: { host: '::1', port: 4000 } },
  { environment: { HOST: '127.8.0.1' }, at: { host: '127.8.0.1', port: 4000 } },
])('$environment puts the page at $at', ({ environment, at }) => {
  expect(readPageAddress(environment)).toEqual(at)
})

test.each(OPEN)('HOST=%s is where others could reach the page, so it is not there', declined => {
  expect(readPageAddress({ HOST: declined })).toEqual({ host: '127.0.0.1', port: 4000, declined })
})

test.each(['65536', '-1', '80a', '4000.5', 'off', '\\\\.\\pipe\\5f1'])(
  'PORT=%s is none, which is nothing to a bot',
  value => {
    expect(() => readPageAddress({ PORT: value })).toThrow(
      new ConfigError(['PORT: is not a port. Use a number up to 65535, or leave it out to use 4000.']),
    )
    expect(readConfig({ PORT: value, DISCORD_TOKEN: 'x' }).discord).toBeDefined()
  },
)

test('a PORT that is none is said, and before it a --port that is none', async () => {
  const tried = await Promise.all(
    [['playground'], ['playground', '--port', '65536']].map(words => ran(words, { environment: { PORT: 'x' } })),
  )
  expect(tried.map(({ code, err }) => [code, err.split('\n', 2).join(' ')])).toEqual([
    [1, expect.stringContaining('PORT: is not a port.')],
    [2, expect.stringContaining('--port takes a number from 0 to 65535')],
  ])
})
