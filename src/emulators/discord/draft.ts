import { breaksStorage, checkComponents, displayed } from './component-check.ts'
import { shapeComponents } from './component-shape.ts'
import { checkEmbeds, checkPoll, shapeEmbed, shapePoll } from './embed-check.ts'
import { checkFlag, checkList, checkText, checkWhole, type Form, openForm } from './form.ts'
import { given, type Json, json, list, number, objects, text } from './json.ts'
import { FLAG, MESSAGE } from './limits.ts'
import { refusal, refuseForm } from './refusal.ts'
import type { Message, State } from './state.ts'

/** A file that came with a request. */
export interface Upload {
  readonly name: string
  readonly type: string
  readonly bytes: number
}

/** What a request would make of a message, checked and in the API's shape. */
export interface Draft {
  readonly content: string
  readonly embeds: readonly Json[]
  readonly components: readonly Json[]
  readonly attachments: readonly Json[]
  readonly poll?: Json
  readonly flags: number
  /** Everything that can ping. */
  readonly texts: readonly string[]
  readonly allowed: unknown
}

interface Asked {
  readonly body: Json
  readonly uploads: readonly Upload[]
  /** Where the message stands in the request: `['data']` in a callback. */
  readonly path?: readonly string[]
  /** Flags that such a request can set. */
  readonly settable: number
  /** The message that is edited. */
  readonly edited?: Message
}

const LEGACY = ['content', 'embeds', 'poll', 'sticker_ids'] as const

/** Checks a message; throws what Discord answers when it refuses. */
export function draftMessage(state: State, asked: Asked): Draft {
  const { body, edited } = asked
  const form = openForm(...(asked.path ?? []))
  const v2 = isV2(form, asked)
  const attachments = attachmentsOf(state, asked)
  const files = new Set(attachments.map(file => text(file.filename)))
  checkText(form.at('content'), body.content, { max: MESSAGE.content })
  checkEmbeds(form.at('embeds'), body.embeds)
  checkPoll(form.at('poll'), body.poll)
  if (edited && given(body.poll) && !(edited.flags & FLAG.loading)) {
    form.at('poll').wrong('POLL_EDIT_NOT_ALLOWED', 'A poll cannot be added or changed by an edit.')
  }
  checkComponents(form.at('components'), body.components, { v2, attachments: files })
  checkAllowedMentions(form.at('allowed_mentions'), body.allowed_mentions)
  checkFlag(form.at('tts'), body.tts)
  checkList(form.at('sticker_ids'), body.sticker_ids, { min: 0, max: MESSAGE.stickers })
  checkList(form.at('attachments'), body.attachments, { min: 0, max: MESSAGE.attachments })
  if (v2) checkLegacyFields(form, asked)
  refuseForm(form.errors)
  if (breaksStorage(body.components)) throw refusal('serverError')
  return finish(state, asked, attachments, v2)
}

function finish(state: State, asked: Asked, attachments: readonly Json[], v2: boolean): Draft {
  const { body, edited } = asked
  const content = 'content' in body || !edited ? text(body.content).trim() : edited.content
  const embeds = given(body.embeds) || !edited ? objects(body.embeds).map(shapeEmbed) : edited.embeds
  const components = given(body.components) || !edited ? shapeComponents(body.components, state.id) : edited.components
  const poll = given(body.poll) ? shapePoll(json(body.poll), state.now()) : edited?.poll
  const empty = content === '' && !poll && embeds.length + components.length + attachments.length === 0
  if (empty && list(body.sticker_ids).length === 0) throw refusal('emptyMessage')
  const asking = number(body.flags) & asked.settable
  const kept = edited ? edited.flags & ~(given(body.flags) ? FLAG.suppressEmbeds : 0) & ~FLAG.loading : 0
  return {
    content,
    embeds,
    components,
    attachments,
    ...(poll && { poll }),
    flags: kept | asking | (v2 ? FLAG.componentsV2 : 0),
    texts: [content, ...displayed(components)],
    allowed: body.allowed_mentions,
  }
}

/** Whether the message is, or becomes, one of Components V2. The flag stays once it is there. */
function isV2(form: Form, asked: Asked): boolean {
  const flags = asked.body.flags
  if (given(flags)) checkWhole(form.at('flags'), flags, { min: 0, max: Number.MAX_SAFE_INTEGER })
  const had = ((asked.edited?.flags ?? 0) & FLAG.componentsV2) !== 0
  const has = (number(flags) & FLAG.componentsV2) !== 0
  if (had && given(flags) && !has) {
    form
      .at('flags')
      .wrong('MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG', 'The IS_COMPONENTS_V2 flag cannot be removed from a message.')
  }
  return had || has
}

function checkLegacyFields(form: Form, { body, edited }: Asked): void {
  for (const field of LEGACY) {
    const value = body[field]
    const sent = given(value) && value !== '' && !(Array.isArray(value) && value.length === 0)
    // An edit that sets the flag has to empty what was there.
    const left = !(field in body) && edited !== undefined && field !== 'sticker_ids' && holds(edited, field)
    if (!sent && !left) continue
    const message = `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`
    form.at(field).wrong('MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message)
  }
}

function holds(message: Message, field: 'content' | 'embeds' | 'poll'): boolean {
  if (field === 'content') return message.content !== ''
  return field === 'embeds' ? message.embeds.length > 0 : message.poll !== undefined
}

function checkAllowedMentions(form: Form, value: unknown): void {
  if (!given(value)) return
  const allowed = json(value)
  const parse = list(allowed.parse)
  parse.forEach((word, index) => {
    if (word === 'users' || word === 'roles' || word === 'everyone') return
    form.at('parse', index).wrong('BASE_TYPE_CHOICES', "Value must be one of {'everyone', 'users', 'roles'}.")
  })
  for (const key of ['users', 'roles']) {
    const ids = checkList(form.at(key), allowed[key], { min: 0, max: 100 })
    if (ids.length > 0 && parse.includes(key)) {
      form.wrong(
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${key}"] and ${key}: [ids...] are mutually exclusive.`,
      )
    }
  }
}

function attachmentsOf(state: State, { body, uploads, edited }: Asked): readonly Json[] {
  const described = objects(body.attachments)
  const kept = (edited?.attachments ?? []).filter(
    old => !given(body.attachments) || described.some(({ id }) => id === old.id),
  )
  const added = uploads.map((upload, index) => {
    const id = state.id()
    const url = `https://cdn.discordapp.com/attachments/${upload.name}`
    const about = described.find(one => String(one.id) === String(index))
    return {
      id,
      filename: upload.name,
      size: upload.bytes,
      url,
      proxy_url: url,
      content_type: upload.type,
      ...(given(about?.description) && { description: about?.description }),
    }
  })
  return [...kept, ...added]
}
