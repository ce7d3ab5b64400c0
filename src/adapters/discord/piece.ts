import { withoutAddresses } from '../../core/message/bare.ts'
import { fits, fitThread } from '../../core/message/fit.ts'
import type { Block, Message, Reply, Thread } from '../../core/message/message.ts'
import { remembering } from '../../core/message/remember.ts'
import { discordBudget } from './budget.ts'
import { renderDiscord } from './render.ts'

/** A message as Discord takes it. */
export interface Piece {
  readonly part: string
  /** The story that it tells, below the root of a digest. */
  readonly story?: string
  /** JSON of a call's body, with the mark of the step that posts it. */
  body(mark: number): string
}

/** Makes messages that fit of a digest's threads. */
export interface Fit {
  thread(thread: Thread): { readonly root: Piece; readonly replies: readonly Piece[] }
  /** All of the thread in one message without buttons; undefined where it is too much for one. */
  whole(thread: Thread): Piece | undefined
}

const NOTHING: Message = { summary: '', blocks: [], notify: false }

/**
 * Knows again what it has fitted before: at one minute thousands of channels are told the same stories, each in its own order.
 * Keeps a thousand messages at most.
 */
export function rememberedFit(): Fit {
  const remembered = remembering<readonly Piece[]>()
  return {
    thread({ root, replies }) {
      const [first = piece('root', root), ...overflow] = remembered(root, rootPieces)
      return { root: first, replies: [...overflow, ...replies.flatMap(reply => remembered(reply, replyPieces))] }
    },
    whole: ({ root, replies }) => remembered({ root, replies }, wholePieces)[0],
  }
}

function rootPieces(root: Message): readonly Piece[] {
  const fitted = fitThread({ root, replies: [] }, discordBudget)
  return [piece('root', fitted.root), ...fitted.replies.map(reply => piece(reply.part, reply.message))]
}

function replyPieces(reply: Reply): readonly Piece[] {
  const { replies } = fitThread({ root: NOTHING, replies: [reply] }, discordBudget)
  return replies.map(({ part, story, message }) => {
    return story === undefined ? piece(part, message) : { ...piece(part, message), story }
  })
}

/**
 * Whoever follows a channel elsewhere gets a message alone, and no button of it works there. Where the addresses are too much,
 * each stands once, with its source, and the footnotes are numbers only.
 */
function wholePieces({ root, replies }: Thread): readonly Piece[] {
  const blocks = [root, ...replies.map(reply => reply.message)].flatMap(message => message.blocks.filter(isReading))
  const shown = [blocks, blocks.map(withoutAddresses)].find(one => fits(discordBudget, one))
  return shown === undefined ? [] : [piece('root', { ...root, blocks: shown })]
}

function isReading(block: Block): boolean {
  return block.kind !== 'actions' && block.kind !== 'choice'
}

/** No step is marked so. */
const NO_MARK = 0
const MARK = `"id":${NO_MARK},`

function piece(part: string, message: Message): Piece {
  const text = JSON.stringify(renderDiscord(message, NO_MARK))
  // The outermost component's, before anything that a story says.
  const at = text.indexOf(MARK)
  const [before, after] = [text.slice(0, at), text.slice(at + MARK.length)]
  return { part, body: mark => `${before}"id":${mark},${after}` }
}
