import type { Aliases } from '../core/library/aliases.ts'
import type { Library } from '../core/library/library.ts'
import type { Block } from '../core/message/message.ts'
import { say } from '../core/words/words.ts'
import { USUAL_WISH } from '../schedule/wish.ts'
import type { Answer, Ask, Command } from './command.ts'
import type { Wished } from './digest-chosen.ts'
import { chosenFor, NOW, PREVIEW, PREVIEW_PAGE, wrongAtOnce } from './digest-chosen.ts'
import { exampleOf, typedDoing, typingFor } from './digest-example.ts'
import { readFields } from './digest-fields.ts'
import { SAVE, SAVE_DRAFT } from './digest-form.ts'
import { digestHelp } from './digest-help.ts'
import { list } from './digest-list.ts'
import { postNow, preview } from './digest-now.ts'
import { PAUSE, pause, pauseUntil } from './digest-pause.ts'
import { RESUME, resume } from './digest-resume.ts'
import type { DigestCourtesy, DigestRoom } from './digest-room.ts'
import { ALL, ASK, mayManage, mayNot, messageOf, readerOf, said } from './digest-room.ts'
import { fieldsOf, filledBefore, NOTHING, wishWordsOf } from './digest-said.ts'
import { EDIT, openForm, setDigest } from './digest-set.ts'
import { STOP, stop } from './digest-stop.ts'
import { suggestFor } from './digest-suggest.ts'
import { topicBook } from './digest-topic.ts'
import { readAtOnce, readTyped } from './digest-typed.ts'
import type { WishRead, WishWords } from './digest-wish.ts'
import { readWishWords } from './digest-wish.ts'
import { DIGEST_SUBCOMMANDS, DIGEST_WORDS, doingNear, doingOf } from './digest-word.ts'
import { HELP } from './help.ts'

const FIRST_PAGE = 'facts'

/** `/digest`: news for a channel at a fixed hour. `names` are those of all topics. */
export function digestCommand(
  library: Library,
  names: Pick<Aliases, 'resolve' | 'title'>,
  courtesy: DigestCourtesy,
): Command {
  const room: DigestRoom = { library, topics: topicBook(library, names), courtesy }
  const called = courtesy.rules.commands.digest
  return {
    name: 'digest',
    called,
    summary: 'command.digest.summary',
    example: exampleOf(called),
    words: DIGEST_WORDS,
    subcommands: DIGEST_SUBCOMMANDS,
    answer: ask => answer(room, ask),
    suggest: (ask, word, typed) => suggestFor(room.topics, ask, word, typed),
  }
}

function answer(room: DigestRoom, ask: Ask): Promise<Answer> {
  const { part, do: doing } = ask.words
  if (part !== undefined && part !== '') return pressed(room, ask, part, ask.words.id ?? '')
  return doing === undefined ? typed(room, ask, unaddressed(room, ask)) : done(room, ask, doing)
}

/** A button, or a form that was sent. */
async function pressed(room: DigestRoom, ask: Ask, part: string, id: string): Promise<Answer> {
  const page = PREVIEW_PAGE.exec(part)?.[1]
  if (page !== undefined) return atOnce(room, ask, { doing: PREVIEW, id, words: undefined }, page)
  const until = pauseUntil(part)
  if (until !== undefined) return pause(room, ask, { id, span: '', until })
  switch (part) {
    case SAVE:
    case SAVE_DRAFT: {
      const filled = fieldsOf(ask, await filledBefore(room, ask, id, part))
      return setDigest(room, ask, readFields(filled, readerOf(room, ask)), id)
    }
    case EDIT:
      return openForm(room, ask, id === '' ? 'draft' : { id })
    case PAUSE:
      return pause(room, ask, { id, span: ask.words.span ?? '' })
    case RESUME:
      return resume(room, ask, id)
    case STOP:
      return stop(room, ask, id)
    case NOW:
    case PREVIEW:
      return atOnce(room, ask, { doing: part, id, words: NOTHING }, FIRST_PAGE)
    default:
      return said(say('failure.old-button', { example: `/${room.courtesy.rules.commands.digest}` }))
  }
}

/** Without what people say twice: `/digest @Counterpoint digest daily 08:30`. */
function unaddressed({ courtesy }: DigestRoom, { words, manner }: Ask): string {
  const twice = [manner.bot, `/${courtesy.rules.commands.digest}`, courtesy.rules.commands.digest]
  const said = (words.say ?? '').trim().split(/(?<=\s)/u)
  const first = said.findIndex(word => !twice.includes(word.trim().toLowerCase()) && word.trim() !== manner.bot)
  return first === -1 ? '' : said.slice(first).join('')
}

/** All words in a row. */
async function typed(room: DigestRoom, ask: Ask, text: string): Promise<Answer> {
  if (text === '') return openForm(room, ask, 'new')
  const [first = ''] = text.split(/\s/u, 1)
  const rest = text.slice(first.length).trim()
  const doing = doingOf(first)
  switch (doing) {
    case PAUSE: {
      const [, all, span = ''] = /^(all(?: of them)?|everything)?(?:\s+|$)?(.*)$/isu.exec(rest) ?? []
      return pause(room, ask, { id: all === undefined ? '' : ALL, span: all === undefined ? rest : span })
    }
    case NOW:
    case PREVIEW: {
      const { words, rest: stray } = readAtOnce(rest, readerOf(room, ask))
      if (stray !== '') {
        return wrongAtOnce(room, ask, doing, strayed(room, stray, words))
      }
      return atOnce(room, ask, { doing, id: '', words }, FIRST_PAGE)
    }
    case 'set':
      if (rest !== '') return setDigest(room, ask, readTyped(rest, readerOf(room, ask)))
      return openForm(room, ask, 'new')
    case RESUME:
      return resume(room, ask, meantBy(rest))
    case STOP:
      return stop(room, ask, meantBy(rest))
    case 'list':
    case HELP:
      return done(room, ask, doing)
    default:
      return setTyped(room, ask, text, first)
  }
}

/** Where nothing was said of topics, a word that was not understood was to be one. */
function strayed({ topics }: DigestRoom, stray: string, words: WishWords): WishRead {
  if (words.topics === undefined && !/\d/u.test(stray)) return readWishWords({ ...words, topics: [stray] }, topics)
  return { wish: USUAL_WISH, problems: [say('digest-now.rest', { rest: stray })] }
}

/** A digest that was typed, unless its first word is a slip of something else that can be done. */
function setTyped(room: DigestRoom, ask: Ask, text: string, first: string): Promise<Answer> | Answer {
  const near = doingNear(first)
  const read = readTyped(text, readerOf(room, ask))
  // Of all these only a pause takes a number.
  const isOther = near === undefined || (near !== PAUSE && /\d/u.test(text))
  if (read.kind === 'wanted' || isOther) return setDigest(room, ask, read)
  const typing = typingFor(room.courtesy.rules.commands.digest, ask)
  const span = { name: 'span', value: '3 days' }
  const example = near === PAUSE ? typedDoing(typing, near, span) : typedDoing(typing, near)
  const help = say('digest-wrong.help', { example: typedDoing(typing, HELP) })
  const blocks: readonly Block[] = [
    { kind: 'note', text: say('digest-wrong.doing', { typed: first, example }) },
    { kind: 'aside', text: help },
  ]
  return { kind: 'message', message: messageOf(blocks) }
}

/** Which digest words after `stop` mean: they may name another one than the only one there is. */
function meantBy(rest: string): string {
  if (rest === '') return ''
  return /^(?:all|all of them|everything)$/iu.test(rest) ? ALL : ASK
}

/** A subcommand, its words by name. */
async function done(room: DigestRoom, ask: Ask, doing: string): Promise<Answer> {
  switch (doing) {
    case 'set':
      return openForm(room, ask, 'new')
    case 'daily':
    case 'weekdays':
    case 'weekly': {
      const day = doing === 'weekly' ? (ask.words.day ?? '') : doing
      return setDigest(room, ask, readFields({ ...fieldsOf(ask), day }, readerOf(room, ask)))
    }
    case NOW:
    case PREVIEW:
      return atOnce(room, ask, { doing, id: '', words: wishWordsOf(ask) }, FIRST_PAGE)
    case 'list':
      return list(room, ask)
    case PAUSE:
      return pause(room, ask, { id: '', span: ask.words.span ?? '' })
    case RESUME:
      return resume(room, ask, '')
    case STOP:
      return stop(room, ask, '')
    default:
      return digestHelp(room, ask)
  }
}

/** A digest for everybody, or for the asker alone; `page` of a preview. */
async function atOnce(room: DigestRoom, ask: Ask, wished: Wished, page: string): Promise<Answer> {
  // Nobody is asked which digest they mean who may post none.
  if (wished.doing === NOW && !(await mayManage(ask, room.courtesy.rules))) return mayNot(room, ask)
  const found = await chosenFor(room, ask, wished)
  if (found.kind === 'asked') return found.answer
  return wished.doing === NOW ? postNow(room, ask, found.chosen) : preview(room, ask, found.chosen, page)
}
