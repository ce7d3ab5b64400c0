import { describe, expect, test } from 'vitest'
import { cleanLine } from '../../../src/core/message/clean.ts'
import type { Budget } from '../../../src/core/message/fit.ts'
import { fitThread } from '../../../src/core/message/fit.ts'
import type { Block, Message } from '../../../src/core/message/message.ts'
import { storyThread } from '../../../src/core/message/thread.ts'
import type { Story } from '../../../src/core/story/story.ts'
import { ALLOWED_ADDRESSES, BLANK, FORBIDDEN_ADDRESSES, HOSTILE } from '../../adapters/hostile-corpus.ts'
import { CHATS, NOW } from './chat.ts'
import { squash, wordsOf } from './words-of.ts'

/** A story in which `text` stands in every place that comes from outside, between words that are known. */
function story(text: string, url: string | undefined): Story {
  const where = url === undefined ? {} : { url }
  const cited = { text, cites: [1, 2] }
  return {
    id: 'hostile',
    title: text,
    date: '2024-02-29',
    topics: [],
    facts: [cited, { text: 'A calm fact.', cites: [2] }, { text, cites: [] }, cited],
    narratives: [
      {
        label: text,
        stance: 'other',
        axis: 'other',
        providers: [{ name: text, ...where }],
        paragraphs: [cited, cited],
      },
      {
        label: 'Right',
        stance: 'right',
        axis: 'left-right',
        providers: [{ name: 'DW' }, { name: text, ...where }, { name: 'AntiWar', ...where }],
        paragraphs: [{ text: 'Calm.', cites: [1] }, cited, { text: 'Calm again.', cites: [] }],
      },
    ],
    forecast: { providers: [{ name: text }], text: cited },
    updates: [{ date: '2024-03-01', kind: 'corrected', text: cited }],
    sources: [
      { n: 1, outlet: text, title: text, ...where },
      { n: 2, outlet: 'Reuters', title: text },
      { n: 3, outlet: 'DW', ...where },
    ],
  }
}

function messages(text: string, url: string | undefined, budget: Budget): readonly Message[] {
  const earlier = [{ ...story(text, url), id: 'older' }]
  const thread = storyThread(story(text, url), { channel: 'C1', now: NOW, asked: text, earlier })
  const fitted = fitThread(thread, budget)
  return [fitted.root, ...fitted.replies.map(reply => reply.message)]
}

/** Slack's and Discord's readers take a label's spaces as they are. */
function squashed(text: string): string {
  return squash(cleanLine(text))
}

describe.each(CHATS)('on $name, hostile text', chat => {
  test.each(HOSTILE)('shows as it was written, pings nobody and forges no link: %j', text => {
    for (const message of messages(text, undefined, chat.budget)) {
      const shown = chat.show(message)
      expect(squash(shown.text)).toBe(wordsOf(message, chat))
      expect(shown.pings).toEqual([])
      expect(shown.links).toEqual([])
      expect(chat.refuses(message)).toEqual([])
    }
  })

  test.each(HOSTILE)('leads as a label nowhere but to its own address: %j', text => {
    for (const message of messages(text, 'https://example.org/a', chat.budget)) {
      const shown = chat.show(message)
      expect(squash(shown.text)).toBe(wordsOf(message, chat))
      expect(shown.pings).toEqual([])
      expect(new Set(shown.links.map(link => link.url))).toEqual(
        new Set(shown.links.length > 0 ? ['https://example.org/a'] : []),
      )
      const labels = new Set(['[1]', '[3]', 'AntiWar', 'DW', squashed(text), squashed(`${text}: ${text}`)])
      expect(shown.links.filter(link => !labels.has(squashed(link.label)))).toEqual([])
      expect(shown.links.length).toBe(expectedLinks(message))
    }
  })

  test.each(BLANK)('is taken where it is blank: %j', text => {
    for (const message of messages(text, 'https://example.org/a', chat.budget)) {
      expect(chat.refuses(message)).toEqual([])
      // No sign of a markup is left over around nothing.
      expect(chat.show(message).text).not.toMatch(/^[ #*-]*[#*]|\*$|\]\(/mu)
    }
  })

  test.each(FORBIDDEN_ADDRESSES)('is no link where its address is not one to send readers to: %j', url => {
    for (const message of messages('A calm title', url, chat.budget)) expect(chat.show(message).links).toEqual([])
  })

  test.each(ALLOWED_ADDRESSES)('links to the very address: %j', url => {
    const links = messages('A calm title', url, chat.budget).flatMap(message => chat.show(message).links)
    const meant = (address: string) => decodeURIComponent(new URL(address).href)
    expect(new Set(links.map(link => meant(link.url)))).toEqual(new Set([meant(url)]))
    expect(links.every(link => squash(link.label) !== '')).toBe(true)
  })
})

/** One for each footnote, outlet and source of the story whose address is known. */
function expectedLinks(message: Message): number {
  const known = (items: readonly { readonly url?: string }[]) => items.filter(item => item.url !== undefined).length
  const of = (block: Block): number => {
    switch (block.kind) {
      case 'facts':
        return known(block.facts.flatMap(fact => fact.notes))
      case 'updates':
        return known(block.updates.flatMap(update => update.notes))
      case 'entry':
        return known(block.texts.flatMap(text => text.notes))
      case 'sources':
        return known(block.sources)
      case 'side':
      case 'forecast':
        return known(block.providers) + known(block.paragraphs.flatMap(paragraph => paragraph.notes))
      case 'link':
        return 1
      case 'heading':
      case 'timed':
      case 'date':
      case 'note':
      case 'aside':
      case 'list':
      case 'actions':
      case 'choice':
        return 0
    }
  }
  return message.blocks.reduce((sum, block) => sum + of(block), 0)
}
