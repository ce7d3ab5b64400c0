import type { Arguments } from './arguments.ts'
import { viewFindings } from './block-check.ts'
import { type Json, jsonOf } from './json.ts'
import { limits } from './limits.ts'
import { type Method, type Refusal, refuse, refuseWith } from './method.ts'
import type { Platform } from './platform.ts'
import { userById } from './workspace.ts'

const writing = { token: 'bot', writes: true, tier: 'tier4' } as const

/** https://docs.slack.dev/reference/methods?family=views */
export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': {
    ...writing,
    run: (args, platform) =>
      triggered(args, platform, user => ({ view: platform.views.open(user, jsonOf(args.value('view'))).payload })),
  },
  'views.push': {
    ...writing,
    run: (args, platform) =>
      triggered(args, platform, user => {
        const pushed = platform.views.push(user, jsonOf(args.value('view')))
        return pushed ? { view: pushed.payload } : refuse('push_limit_reached')
      }),
  },
  'views.update': {
    ...writing,
    run(args, platform) {
      const id = args.text('view_id')
      const externalId = args.text('external_id')
      const view = id === undefined ? platform.views.byExternalId(externalId ?? '') : platform.views.byId(id)
      if (!view) return refuse('not_found')
      const wrong = refuseView(args.value('view'), view.payload.type === 'home')
      if (wrong) return wrong
      const hash = args.text('hash')
      if (hash !== undefined && hash !== view.payload.hash) return refuse('hash_conflict')
      return { view: platform.views.update(view, jsonOf(args.value('view'))).payload }
    },
  },
  'views.publish': {
    ...writing,
    run(args, platform) {
      const user = userById(platform.workspace, args.text('user_id') ?? '')
      if (!user || user.bot) return refuse('user_not_found')
      const wrong = refuseView(args.value('view'), true)
      if (wrong) return wrong
      const hash = args.text('hash')
      if (hash !== undefined && hash !== platform.views.home(user.id)?.payload.hash) return refuse('hash_conflict')
      return { view: platform.views.publish(user.id, jsonOf(args.value('view'))).payload }
    },
  },
}

/** A form is looked at before its trigger, so that a wrong one does not use it up. */
function triggered(args: Arguments, platform: Platform, open: (user: string) => Json | Refusal): Json | Refusal {
  const wrong = refuseView(args.value('view'), false)
  if (wrong) return wrong
  const externalId = jsonOf(args.value('view')).external_id
  if (typeof externalId === 'string' && externalId !== '' && platform.views.byExternalId(externalId)) {
    return refuse('duplicate_external_id')
  }
  const trigger = platform.triggers.redeem(args.text('trigger_id') ?? '')
  return 'error' in trigger ? refuse(trigger.error) : open(trigger.user)
}

/** Undefined when Slack would show this view. */
export function refuseView(view: unknown, home: boolean): Refusal | undefined {
  if (Buffer.byteLength(JSON.stringify(view) ?? '') > limits.view.bytes) return refuse('view_too_large')
  const findings = viewFindings(view, home)
  return findings.length > 0 ? refuseWith('invalid_arguments', findings) : undefined
}
