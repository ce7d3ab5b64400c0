import type { Sent } from '../store/ledger.ts'
import type { Found } from '../store/open-ledger-wanted.ts'
import type { Colour } from './colour.ts'
import { paint, plain } from './colour.ts'
import { linkOf } from './delivery-link.ts'
import type { DeliveryOutcome } from './delivery-outcome.ts'
import { outcomeOf } from './delivery-outcome.ts'
import type { Io } from './tool.ts'

export interface Shown {
  readonly since: number
  readonly onlyDoubt: boolean
  /** Only a channel's, or a story's. */
  readonly isNarrow: boolean
}

const COLOURS: Readonly<Record<DeliveryOutcome, Colour>> = {
  posted: 'green',
  'nothing new': 'dim',
  'on its way': 'yellow',
  skipped: 'yellow',
  'partly refused': 'yellow',
  'not posted': 'yellow',
  refused: 'red',
  'in doubt': 'red',
}
const CHANNELS_NAMED = 10
const INDENT = '          '

/** Day by day, one line for each delivery, and below it what is wrong and where it stands. */
export function showDeliveries(found: Found, shown: Shown, io: Pick<Io, 'colour'>): string {
  const { sent } = found
  const rest = leftOut(found).map(line => `${line}\n`)
  if (sent.length === 0) return [`${nothing(found, shown)}\n`, ...rest].join('')
  const widths = { what: widest(sent.map(whatOf)), where: widest(sent.map(whereOf)), how: widest(sent.map(outcomeOf)) }
  const days = Map.groupBy(sent, one => dayOf(one.at))
  const parts = [...days].map(([day, some]) => {
    const lines = some.flatMap(one => [lineOf(one, widths, io), ...below(one, io)])
    return [paint(io, 'bold', day), ...lines].join('\n')
  })
  return `${parts.join('\n\n')}\n\n${summary(found)}\n${rest.join('')}`
}

/** What somebody has to know of what is not shown. */
export function leftOut({ isCut, doubtElsewhere }: Found): readonly string[] {
  const named = doubtElsewhere.slice(0, CHANNELS_NAMED).map(plain).join(', ')
  const more =
    doubtElsewhere.length > CHANNELS_NAMED ? ` and in ${doubtElsewhere.length - CHANNELS_NAMED} more channels` : ''
  return [
    ...(isCut ? ['There is more than fits here. Narrow it with --channel or --since.'] : []),
    ...(named === '' ? [] : [`Of that which is not shown, something is in doubt in ${named}${more}.`]),
  ]
}

function nothing({ isCut }: Found, { since, onlyDoubt, isNarrow }: Shown): string {
  if (isCut) return 'Nothing of that is among what was looked at.'
  const from = `since ${dayOf(since)}, ${timeOf(since)} UTC`
  const what = isNarrow ? 'Nothing of that' : 'Nothing'
  return onlyDoubt ? `${what} is in doubt ${from}.` : `${what} was sent ${from}.`
}

interface Widths {
  readonly what: number
  readonly where: number
  readonly how: number
}

function lineOf(one: Sent, widths: Widths, io: Pick<Io, 'colour'>): string {
  const outcome = outcomeOf(one)
  const how = paint(io, COLOURS[outcome], outcome) + ' '.repeat(widths.how - outcome.length)
  const place = `${plain(whatOf(one)).padEnd(widths.what)}  ${plain(whereOf(one)).padEnd(widths.where)}`
  return `  ${timeOf(one.at)}  ${place}  ${how}  ${detailOf(one)}`.trimEnd()
}

function whatOf({ kind, edition, stories }: Sent): string {
  if (edition !== undefined) return `digest ${edition.subscription}`
  const [first, ...more] = stories
  if (kind === 'answer' || first === undefined) return 'answer'
  return more.length === 0 ? `story ${first}` : `digest of ${stories.length} stories, asked for`
}

function whereOf({ lane, channel }: Sent): string {
  return `${lane} ${channel}`
}

function detailOf({ edition, steps, tookMs }: Sent): string {
  const all = steps.posted + steps.waiting + steps.refused + steps.inDoubt
  const many = `${all} ${all === 1 ? 'message' : 'messages'}`
  const count = all === 0 ? [] : [steps.posted === all ? many : `${steps.posted} of ${many}`]
  const due = edition === undefined ? [] : [`for ${edition.nominal.replace('T', ' ')}`]
  const late = tookMs === undefined ? [] : [edition === undefined ? `within ${span(tookMs)}` : lateness(tookMs)]
  return [...count, ...due, ...late].join(', ')
}

/** A digest that comes in the second that it was set for is on time. */
function lateness(ms: number): string {
  return ms < 1_000 ? 'on time' : `${span(ms)} late`
}

function span(ms: number): string {
  const seconds = Math.max(0, ms) / 1_000
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 120) return `${Math.round(seconds)} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`
}

/** What it tells, what is wrong, and where it stands. */
function below(one: Sent, io: Pick<Io, 'colour'>): readonly string[] {
  const { edition, stories, troubles } = one
  const tells = edition !== undefined || stories.length > 1 ? stories : []
  const reasons = [...Map.groupBy(troubles, ({ state, reason }) => JSON.stringify([state, reason])).values()]
  const link = linkOf(one)
  return [
    ...(tells.length === 0 ? [] : [paint(io, 'dim', `tells ${tells.join(', ')}`)]),
    ...(edition?.note === undefined ? [] : [plain(edition.note)]),
    ...reasons.flatMap(([first, ...same]) => {
      if (first === undefined) return []
      const word = first.state === 'refused' ? 'refused' : 'in doubt'
      const many = same.length === 0 ? '' : ` (${same.length + 1} messages)`
      return [`${paint(io, 'red', `${word}${many}:`)} ${plain(first.reason || 'no reason was given')}`]
    }),
    ...(link === undefined ? [] : [paint(io, 'dim', link)]),
  ].map(line => INDENT + line)
}

/** `3 digests: 2 posted, 1 nothing new. 4 stories: 4 posted. 1 message is in doubt.` */
function summary({ sent, isCut }: Found): string {
  const digests = sent.filter(one => one.edition !== undefined)
  const stories = sent.filter(one => one.kind === 'story')
  const doubt = sent.reduce((sum, { steps }) => sum + steps.inDoubt, 0)
  const refused = sent.reduce((sum, { steps }) => sum + steps.refused, 0)
  return [
    ...tally(digests, 'digest', 'digests'),
    ...tally(stories, 'request', 'requests'),
    ...(refused === 0 ? [] : [`${refused} ${refused === 1 ? 'message was' : 'messages were'} refused.`]),
    doubt === 0
      ? `Nothing ${isCut ? 'of this ' : ''}is in doubt.`
      : `${doubt} ${doubt === 1 ? 'message is' : 'messages are'} in doubt: look in the channel whether it stands there; it is not posted again.`,
  ].join(' ')
}

function tally(sent: readonly Sent[], one: string, several: string): readonly string[] {
  if (sent.length === 0) return []
  const counts = [...Map.groupBy(sent, outcomeOf)].map(([outcome, some]) => `${some.length} ${outcome}`)
  return [`${sent.length} ${sent.length === 1 ? one : several}: ${counts.join(', ')}.`]
}

function widest(texts: readonly string[]): number {
  return Math.max(...texts.map(text => plain(text).length))
}

const DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

function dayOf(at: number): string {
  return DAY.format(at)
}

/** `08:30` */
function timeOf(at: number): string {
  return new Date(at).toISOString().slice(11, 16)
}
