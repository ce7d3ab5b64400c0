import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Emulator } from '../../src/emulators/emulator.ts'
import type { Stage } from './stage.ts'
import { asides, discordStage, outline, posts, slackStage, storyDocument } from './stage.ts'

const SPECIMENS = join(import.meta.dirname, '..', 'core', 'reading', 'specimens')
const STRIKE = { 'harbor-strike.txt': readFileSync(join(SPECIMENS, 'harbor-strike.txt'), 'utf8') }

let stage: Stage
afterEach(() => stage.end())

const platforms = [
  { platform: 'Slack', open: slackStage },
  { platform: 'Discord', open: discordStage },
] as const

describe.each(platforms)('On $platform', ({ open }) => {
  test.each(['/story north-korea', '/story dprk', '/story nort korea', '/story Pyongyang'])(
    '%s posts the facts and below them each side once',
    async typed => {
      stage = await open({ stories: storyDocument('korea', { title: "North Korea's ports reopen", topics: [] }) })
      const outcome = await ben().type(typed)
      const seen = await stage.rest('news')
      expect(outcome.acknowledged).toBe(true)
      expect(outline(seen).toSorted()).toEqual([
        '  Anti-harbor narrative',
        '  Pro-harbor narrative',
        "North Korea's ports reopen",
      ])
    },
  )

  test('a pasted story arrives with every word of it', async () => {
    stage = await open({ stories: STRIKE })
    await ben().type('/story harbor strike')
    const shown = squeezed(
      posts(await stage.rest('news'))
        .map(message => message.text)
        .join('\n'),
    )
    expect(printedPieces(STRIKE['harbor-strike.txt']).filter(piece => !shown.includes(piece))).toEqual([])
  })

  test('the root names who asked, and its facts carry their sources', async () => {
    stage = await open({ stories: storyDocument('ports') })
    await ben().type('/story ports')
    const [root] = posts(await stage.rest('news'))
    expect(root?.text).toContain('Asked by ben')
    expect(root?.text).toContain('The harbor was closed on Friday. [1]')
    expect(root?.links).toContainEqual({ label: '[1]', url: 'https://tide.example/1' })
  })

  test('the forecast is a reply of its own, after the sides', async () => {
    const forecast = { providers: [{ name: 'Metaculus' }], text: { text: 'There is a 30% chance.', cites: [] } }
    stage = await open({ stories: storyDocument('ports', { forecast }) })
    await ben().type('/story ports')
    expect(outline(await stage.rest('news')).at(-1)).toBe('  Forecast')
  })

  test('nothing typed lists the latest stories to the asker alone', async () => {
    stage = await open({ stories: { ...storyDocument('ports'), ...storyDocument('quays') } })
    await ben().type('/story')
    const seen = await stage.rest('news')
    expect(posts(seen)).toEqual([])
    expect(asides(seen).map(message => [message.onlyFor, message.buttons.length])).toEqual([['ben', 2]])
  })

  test('what nothing matches is answered alone with the nearest, and a press posts one of them', async () => {
    stage = await open({ stories: { ...storyDocument('ports'), ...storyDocument('quays', { date: '2026-05-02' }) } })
    await ben().type('/story xyzzy harber zzz')
    const [offer] = asides(await stage.rest('news'))
    await ben().press(offer!.id, offer!.buttons[0]!.id)
    expect(outline(await stage.rest('news'))).toHaveLength(3)
  })

  test('a story can be chosen from the list', async () => {
    stage = await open({ stories: { ...storyDocument('ports'), ...storyDocument('quays') } })
    await ben().type('/story')
    const [offer] = asides(await stage.rest('news'))
    const select = offer!.selects[0]!
    const options = select.options.length > 0 ? select.options : await ben().suggest('quays', offer!.id, select.id)
    await ben().choose(offer!.id, select.id, options.find(option => option.name.includes('quays'))!.value)
    expect(outline(await stage.rest('news'))[0]).toBe('The harbor of quays is closed')
  })

  test('Both sides shows both to the one who pressed, and to nobody else', async () => {
    stage = await open({ stories: storyDocument('ports') })
    await ben().type('/story ports')
    const [root] = posts(await stage.rest('news'))
    await stage.emulator.as('ana').in('news').press(root!.id, 'Both sides')
    const [both] = asides(await stage.rest('news'))
    expect(both?.onlyFor).toBe('ana')
    expect(both?.text).toContain('The Quay Herald')
    expect(both?.text).toContain('The Shore Post')
  })

  test('up to four earlier stories of the topic are buttons, which open for the one who presses', async () => {
    const days = ['01', '02', '03', '04', '05', '06']
    const stories = Object.assign({}, ...days.map(day => storyDocument(`ports-${day}`, { date: `2026-05-${day}` })))
    stage = await open({ stories })
    await ben().type('/story harbors')
    const [root] = posts(await stage.rest('news'))
    expect(root!.buttons.map(button => button.label.slice(0, 16))).toEqual([
      'Both sides',
      'Earlier: 5 May 2',
      'Earlier: 4 May 2',
      'Earlier: 3 May 2',
      'Earlier: 2 May 2',
    ])
    await ben().press(root!.id, root!.buttons[1]!.id)
    const [page] = asides(await stage.rest('news'))
    expect(page?.text).toContain('The harbor of ports-05 is closed')
  })

  test('a private answer turns its pages in place, and can be posted for all', async () => {
    stage = await open({ stories: storyDocument('ports') })
    await ben().type(privately(stage.emulator, 'ports'))
    const [facts] = asides(await stage.rest('news'))
    expect(facts?.text).toContain('The harbor was closed on Friday.')
    await ben().press(facts!.id, 'Pro-harbor narrative')
    const turned = asides(await stage.rest('news'))
    expect(turned.map(message => message.text.split('\n')[0])).toEqual(['Pro-harbor narrative'])
    await ben().press(turned[0]!.id, 'Post it here')
    expect(outline(await stage.rest('news'))).toHaveLength(3)
  })

  test('a story called "Only me" is found by its name', async () => {
    stage = await open({ stories: { ...storyDocument('ports', { title: 'Only me' }), ...storyDocument('quays') } })
    await ben().type('/story only me')
    expect(outline(await stage.rest('news'))[0]).toBe('Only me')
  })

  test('/story help is answered alone', async () => {
    stage = await open({ stories: storyDocument('ports') })
    await ben().type('/story help')
    const [help] = asides(await stage.rest('news'))
    expect(help?.text).toContain('/story north-korea')
  })

  test('an empty library says what to do', async () => {
    stage = await open({ stories: {} })
    await ben().type('/story')
    const [answer] = asides(await stage.rest('news'))
    expect(answer?.text).toContain('There are no stories yet.')
  })

  test('a hostile query is answered alone and pings nobody', async () => {
    stage = await open({ stories: storyDocument('ports') })
    await ben().type('/story <!channel> @everyone <@U1> [x](https://evil.example)')
    const seen = asides(await stage.rest('news'))
    expect(seen.flatMap(message => [...message.pinged, ...message.links])).toEqual([])
  })

  test('a lopsided story is posted, and says that it is', async () => {
    const narratives = [
      {
        label: 'Pro-harbor narrative',
        stance: 'pro',
        axis: 'subject',
        providers: [],
        paragraphs: [{ text: 'Trade feeds the town.', cites: [] }],
      },
    ] as const
    stage = await open({
      stories: storyDocument('ports', { narratives, facts: [{ text: 'It was closed.', cites: [] }], sources: [] }),
    })
    await ben().type('/story ports')
    const text = posts(await stage.rest('news'))
      .map(message => message.text)
      .join('\n')
    expect(text).toContain('Not balanced')
    expect(text).toContain('(no source given)')
    expect(text).toContain('outlet not named')
  })

  test('every reply is silent to the channel: no ping, no broadcast', async () => {
    stage = await open()
    await ben().type('/story north-korea')
    const seen = await stage.rest('news')
    expect(seen.flatMap(message => message.pinged)).toEqual([])
    expect(seen.filter(message => message.payload.subtype === 'thread_broadcast')).toEqual([])
  })
})

function ben() {
  return stage.emulator.as('ben').in('news')
}

function privately(emulator: Emulator, query: string): string {
  return emulator.platform === 'slack' ? `/story ${query} only me` : `/story query:${query} visibility:only-me`
}

/** The parts of a printed story that have to be shown, without its bullets, citations and headings. */
function printedPieces(text: string): readonly string[] {
  return text
    .replace(/^- (?:.* narrative, as provided by .*?\. (?=When|The owners))?/gmu, '')
    .replace(/^(?:Facts|Narratives|Sources: .*)$/gmu, '')
    .split(/(?<=[.!?])\d?\s+|\n/u)
    .map(squeezed)
    .map(piece => piece.replace(/\d$/u, ''))
    .filter(piece => piece !== '')
}

function squeezed(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
