import { expect, test } from 'vitest'
import { ownHosts, turnAway } from '../../src/playground/door.ts'
import { knock, playground } from './stage.ts'

const HOSTS = ownHosts('127.0.0.1', 4000)
const PAGE = { method: 'GET', path: '/', host: '127.0.0.1:4000', origin: undefined, contentType: undefined }
const ACT = {
  method: 'POST',
  path: '/act',
  host: 'localhost:4000',
  origin: 'http://localhost:4000',
  contentType: 'application/json',
}

test('the page and its acts come in under every name of this machine', () => {
  const knocks = ['127.0.0.1:4000', 'localhost:4000', '[::1]:4000', 'LOCALHOST:4000'].flatMap(host => [
    { ...PAGE, host },
    { ...ACT, host, origin: `http://${host.toLowerCase()}` },
  ])
  expect(knocks.map(one => turnAway(one, HOSTS))).toEqual(knocks.map(() => undefined))
})

test.each([
  ['a foreign name that was pointed at this machine', { ...PAGE, host: 'evil.example:4000' }, 421],
  ['another port of this machine', { ...PAGE, host: '127.0.0.1:4001' }, 421],
  ['no name at all', { ...PAGE, host: undefined }, 421],
  ['an act of another web site', { ...ACT, origin: 'https://evil.example' }, 403],
  ['an act of another port of this machine', { ...ACT, origin: 'http://localhost:5000' }, 403],
  ['an act of a page without an origin', { ...ACT, origin: 'null' }, 403],
  ['an act that does not say where it comes from', { ...ACT, origin: undefined }, 403],
  ['an act as a form would send it', { ...ACT, contentType: 'text/plain' }, 415],
  ['an act without a type', { ...ACT, contentType: undefined }, 415],
  ['an act by GET', { ...ACT, method: 'GET' }, 405],
  ['a DELETE of the page', { ...PAGE, method: 'DELETE' }, 405],
])('%s is turned away with a sentence', (_name, one, status) => {
  expect(turnAway(one, HOSTS)).toEqual({ status, sentence: expect.stringMatching(/^[A-Z].*\.$/u) })
})

test('over the wire a foreign Host and a foreign Origin are refused as JSON', async () => {
  const { address } = await playground()
  const rebound = await knock(address, '/', { headers: { host: 'evil.example' } })
  const crossed = await knock(address, '/act', {
    method: 'POST',
    headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
    body: '{}',
  })
  expect([rebound, crossed].map(({ status, body }) => [status, JSON.parse(body).ok])).toEqual([
    [421, false],
    [403, false],
  ])
})

test('a body of more than 1 MB is refused, whether its length is announced or not', async () => {
  const { address } = await playground()
  const headers = { origin: address, 'content-type': 'application/json' }
  const body = ' '.repeat(1_048_577)
  const announced = await knock(address, '/act', { method: 'POST', headers, body })
  const streamed = await knock(address, '/act', {
    method: 'POST',
    headers: { ...headers, 'transfer-encoding': 'chunked' },
    body,
  })
  expect([announced.status, streamed.status]).toEqual([413, 413])
})

test('every answer carries the headers that keep the page safe, refusals too', async () => {
  const { address } = await playground()
  const answers = await Promise.all(['/', '/page/main.ts', '/nowhere'].map(path => knock(address, path)))
  const names = [
    'content-security-policy',
    'x-content-type-options',
    'referrer-policy',
    'cross-origin-resource-policy',
    'cache-control',
  ]
  expect(answers.flatMap(({ headers }) => names.filter(name => headers[name] === undefined))).toEqual([])
})

test('the policy allows nothing but what the playground serves itself', async () => {
  const { address } = await playground()
  const { headers } = await knock(address, '/')
  expect(headers['content-security-policy']).toMatch(/^default-src 'self';(?!.*(?:unsafe|https?:|\*|data:))/u)
})

test('too many acts at once are refused with a sentence', async () => {
  const { address } = await playground()
  const headers = { origin: address, 'content-type': 'application/json' }
  const acts = Array.from({ length: 80 }, () => knock(address, '/act', { method: 'POST', headers, body: '{}' }))
  const statuses = (await Promise.all(acts)).map(answer => answer.status)
  expect([statuses.includes(400), statuses.includes(429)]).toEqual([true, true])
})
