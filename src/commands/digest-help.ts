import type { Block } from '../core/message/message.ts'
import type { Plan } from '../core/schedule/plan.ts'
import { say } from '../core/words/words.ts'
import type { Wish } from '../schedule/wish.ts'
import { USUAL_WISH } from '../schedule/wish.ts'
import type { Answer, Ask } from './command.ts'
import { EXAMPLE_PLAN } from './digest-asked.ts'
import { typedDigest, typedDoing, typingFor } from './digest-example.ts'
import type { DigestRoom } from './digest-room.ts'
import { messageOf } from './digest-room.ts'

const FULL: Wish = { ...USUAL_WISH, topics: ['ukraine', 'gaza'], stories: 3, layout: 'full' }

/** How digests are set, each way with an example as it is typed here. */
export function digestHelp({ courtesy }: DigestRoom, ask: Ask): Answer {
  const typing = typingFor(courtesy.rules.commands.digest, ask)
  const zone = ask.person.zone ?? EXAMPLE_PLAN.zone
  const digest = (days: Plan['days'], hour: number, minute: number, wish = USUAL_WISH) =>
    typedDigest(typing, { plan: { days, hour, minute, zone }, wish })
  const form = ask.manner.asks === 'by-name' ? typedDoing(typing, 'set') : typing.lead
  const lines = [
    [form, say('digest-help.form')],
    [digest('daily', 8, 30), say(ask.person.zone === undefined ? 'digest-help.daily' : 'digest-help.daily-own')],
    [digest('weekdays', 8, 30), say('digest-help.weekdays')],
    [digest(['fri'], 16, 0), say('digest-help.weekly')],
    [digest('daily', 18, 0, FULL), say('digest-help.options')],
    [typedDoing(typing, 'now'), say('digest-help.now')],
    [typedDoing(typing, 'preview'), say('digest-help.preview')],
    [typedDoing(typing, 'list'), say('digest-help.list')],
    [typedDoing(typing, 'pause', { name: 'span', value: '3 days' }), say('digest-help.pause')],
    [typedDoing(typing, 'resume'), say('digest-help.resume')],
    [typedDoing(typing, 'stop'), say('digest-help.stop')],
  ].map(([example = '', summary = '']) => say('help.line', { example, summary }))
  const blocks: readonly Block[] = [
    { kind: 'heading', text: say('digest-help.title') },
    { kind: 'list', lines },
  ]
  return { kind: 'message', message: messageOf(blocks) }
}
