import { expect, test } from 'vitest'
import { messageBody } from '../../../src/adapters/discord/body.ts'
import type { Ground } from '../../../src/adapters/discord/ground.ts'
import { rememberedFit } from '../../../src/adapters/discord/piece.ts'
import { planOnDiscord } from '../../../src/adapters/discord/plan-edition.ts'
import { tagsFor } from '../../../src/adapters/discord/tag.ts'
import type { DigestItem } from '../../../src/core/library/selection.ts'
import type { NewStep } from '../../../src/store/step.ts'
import { buses, DIGEST } from '../../core/message/digest-stories.ts'
import { edition } from './newsroom.ts'

const NOTHING = new Set<string>()
const TEXT: Ground = { kind: 'text', open: NOTHING, threads: true }
const ANNOUNCEMENT: Ground = { kind: 'announcement', open: NOTHING, threads: true }
const TAGS = [
  { id: '1', name: 'Sport' },
  { id: '2', name: 'Transport' },
]
const FORUM: Ground = { kind: 'forum', tags: TAGS, tagRequired: false, open: NOTHING }
const huge: DigestItem = {
  story: {
    ...buses.story,
    id: 'huge',
    facts: [{ text: 'A long fact of many words. '.repeat(200).trim(), cites: [1] }],
  },
}

const payload = (step: NewStep) => JSON.parse(step.payload)
const callOf = (step: NewStep) => payload(step).call
const rootsOf = (steps: readonly NewStep[]) => steps.filter(step => step.tells !== undefined)
const planned = (ground: Ground, items = DIGEST, more = {}) =>
  planOnDiscord(edition(items, { channel: '7', space: '9', ...more }), ground)

test('a compact digest is one message that tells all of its stories, with one thread', () => {
  const steps = planned(TEXT)
  const [root] = rootsOf(steps)
  expect(rootsOf(steps)).toHaveLength(1)
  expect(root?.tells?.map(told => told.story)).toEqual(DIGEST.map(item => item.story.id))
  expect(root?.about).toEqual({ stories: DIGEST.map(item => item.story.id), asker: '42' })
  expect(steps.filter(step => step.kind === 'open-thread').map(step => step.under)).toEqual([root?.key])
})

test.each<[string, Ground, string]>([
  ['a channel whose threads the bot may open', TEXT, 'In the thread: the facts'],
  ['one whose threads it may not open', { ...TEXT, threads: false }, 'To follow: the facts'],
  ['a place without threads', { kind: 'plain' }, 'To follow: the facts'],
  ['one that nothing is known of', { kind: 'unknown' }, 'To follow: the facts'],
])('the root says where the rest is to be found: %s', (_, ground, said) => {
  const [root] = rootsOf(planned(ground))
  expect(root?.payload.match(/(?:In the thread|To follow): the facts/gu)).toEqual([said])
})

test('a full digest has a root for each story, in the order of the stories, before any reply', () => {
  const steps = planned(TEXT, DIGEST, { layout: 'full' })
  const roots = rootsOf(steps)
  expect(roots.map(root => root.about)).toEqual(DIGEST.map(({ story }) => ({ stories: [story.id], asker: '42' })))
  expect(roots.map(root => root.after)).toEqual([undefined, roots[0]?.key, roots[1]?.key])
  expect(roots.every(root => root.under === undefined)).toBe(true)
  expect(steps.filter(step => step.kind === 'open-thread').map(step => step.under)).toEqual(roots.map(root => root.key))
})

test('the replies wait for the thread one after the other, and not for its being opened', () => {
  const steps = planned(TEXT, [buses])
  const opened = steps.find(step => step.kind === 'open-thread')!
  const replies = steps.filter(step => payload(step).into === 'below')
  expect(replies.map(reply => reply.under)).toEqual(replies.map(() => rootsOf(steps)[0]?.key))
  expect(replies.map(reply => reply.after)).toEqual([opened, ...replies].slice(0, -1).map(step => step.key))
})

test('in an announcement channel each story is one message with facts and both sides, which is published', () => {
  const steps = planned(ANNOUNCEMENT)
  const roots = rootsOf(steps)
  expect(steps.map(callOf)).toEqual(['message', 'publish', 'message', 'publish', 'message', 'publish'])
  expect(steps.filter(step => step.kind === 'publish').map(step => step.under)).toEqual(roots.map(root => root.key))
  for (const [index, root] of roots.entries()) {
    for (const side of DIGEST[index]!.story.narratives) expect(root.payload).toContain(side.label)
    // Followers elsewhere cannot press anything.
    expect(root.payload).not.toContain('custom_id')
  }
})

test('a story that has no room for its sides in one message gets a thread and is not published', () => {
  const steps = planned(ANNOUNCEMENT, [huge, buses])
  expect(steps.filter(step => step.kind === 'publish').map(step => step.under)).toEqual([rootsOf(steps)[1]?.key])
  expect(steps.filter(step => step.kind === 'open-thread').map(step => step.under)).toEqual([rootsOf(steps)[0]?.key])
})

test('a story whose addresses are too much for one message has each once, and is published', () => {
  const url = `https://example.org/${'x'.repeat(180)}`
  const facts = Array.from({ length: 20 }, () => ({ text: 'A fact of a few words.', cites: [1, 2] }))
  const sources = [1, 2].map(n => ({ n, outlet: `Outlet ${n}`, url: `${url}${n}` }))
  const steps = planned(ANNOUNCEMENT, [{ story: { ...buses.story, facts, sources } }])
  const [root] = rootsOf(steps)
  expect(steps.map(callOf)).toEqual(['message', 'publish'])
  expect(sources.map(source => root?.payload.split(`(<${source.url}>)`).length)).toEqual([2, 2])
})

test.each(['compact', 'full'] as const)('in a forum each story is a post, also in layout %s', layout => {
  const steps = planned(FORUM, DIGEST, { layout })
  const posts = steps.filter(step => callOf(step) === 'forum-post')
  expect(posts.map(post => post.tells?.map(told => told.story))).toEqual(DIGEST.map(({ story }) => [story.id]))
  expect(posts.map(post => payload(post).guild)).toEqual(['9', '9', '9'])
  const replies = steps.filter(step => callOf(step) === 'message')
  expect(new Set(replies.map(reply => reply.under))).toEqual(new Set(posts.map(post => post.key)))
})

test('a post of a forum has the tags that are called like its topics', () => {
  expect(payload(planned(FORUM, [buses])[0]!).body.applied_tags).toEqual(['2'])
})

test.each([
  ['the same name in other letters', ['north korea'], ['North-Korea', 'Sport'], false, ['North-Korea']],
  ['the same name in other scripts', ['Україна'], ['україна'], false, ['україна']],
  ['no tag where none fits', ['Ukraine'], ['Sport'], false, []],
  ['the first where one is required and none fits', ['Ukraine'], ['Sport', 'World'], true, ['Sport']],
  ['what fits where one is required', ['World'], ['Sport', 'World'], true, ['World']],
  [
    'no more than five',
    ['a', 'b', 'c', 'd', 'e', 'f'],
    ['a', 'b', 'c', 'd', 'e', 'f'],
    false,
    ['a', 'b', 'c', 'd', 'e'],
  ],
  ['nothing where the forum has no tags', ['Ukraine'], [], true, []],
])('tags: %s', (_, topics, names, required, given) => {
  const tags = names.map(name => ({ id: name, name }))
  expect(tagsFor(topics, tags, required)).toEqual(given)
})

test('where no thread can be opened the sides follow as replies to their root', () => {
  const steps = planned({ kind: 'plain' }, DIGEST, { layout: 'full' })
  expect(steps.some(step => step.kind === 'open-thread')).toBe(false)
  const replies = steps.filter(step => payload(step).into === 'reply')
  expect(new Set(replies.map(reply => reply.under))).toEqual(new Set(rootsOf(steps).map(root => root.key)))
})

test.each<[string, Ground]>([
  ['no thread can be opened', { kind: 'plain' }],
  ['none may be opened', { ...TEXT, threads: false }],
])('where %s a story follows the last side of the one before', (_, ground) => {
  const steps = planned(ground, DIGEST, { layout: 'full' })
  const lastBelow = (root: NewStep) => steps.filter(step => step.under === root.key).at(-1)?.key
  const roots = rootsOf(steps)
  expect(roots.map(root => root.after)).toEqual([undefined, ...roots.slice(0, -1).map(lastBelow)])
  expect(roots.map(lastBelow)).not.toContain(undefined)
})

test('of a channel that nothing is known of, posts of a forum wait until the messages are refused', () => {
  const steps = planned({ kind: 'unknown' })
  const posts = steps.filter(step => callOf(step) === 'forum-post')
  expect(posts).toHaveLength(DIGEST.length)
  expect(new Set(posts.map(post => post.ifRefused))).toEqual(new Set([rootsOf(steps)[0]?.key]))
})

test('of the threads of earlier editions those that are open are archived, and no others', () => {
  const earlier = ['21', '22'].map(id => ({ channel: id, message: id }))
  const steps = planned({ ...TEXT, open: new Set(['22', '23']) }, DIGEST, { earlier })
  const archived = steps.filter(step => step.kind === 'archive')
  expect(archived.map(payload)).toEqual([{ call: 'archive-thread', thread: '22' }])
  expect(steps[0]).toBe(archived[0])
})

test('each message has the mark of its step and is otherwise what the story says, also when it was fitted before', () => {
  const title = 'A title with "id":0, in it'
  const items = [{ story: { ...buses.story, title } }]
  const fit = rememberedFit()
  for (const nominal of ['2026-01-15T08:30', '2026-01-16T08:30']) {
    const post = edition(items, { channel: '7', layout: 'full', nominal })
    const [root] = planOnDiscord(post, TEXT, fit)
    expect(payload(root!).body).toEqual(
      JSON.parse(JSON.stringify(messageBody(post.threads[0]!.thread.root, root!.key))),
    )
  }
})

test('the same digest is planned in the same steps, and another edition in others', () => {
  const keys = (nominal: string) => planned(TEXT, DIGEST, { nominal }).map(step => step.key)
  expect(keys('2026-01-15T08:30')).toEqual(keys('2026-01-15T08:30'))
  expect(new Set([...keys('2026-01-15T08:30'), ...keys('2026-01-16T08:30')]).size).toBe(2 * keys('x').length)
})
