import { secret } from './identity.ts'
import { limits } from './limits.ts'

/** Each act of a person gives the right to open one form, for three seconds. */
export interface Triggers {
  readonly issue: (user: string) => string
  /** The user whose form may be opened, or Slack's error. Only a good trigger is used up. */
  readonly redeem: (id: string) => { readonly user: string } | { readonly error: string }
}

export function openTriggers(now: () => number): Triggers {
  const issued = new Map<string, { readonly user: string; readonly at: number; used: boolean }>()
  return {
    issue(user) {
      const id = `${now()}.${issued.size + 1}.${secret(16).toLowerCase()}`
      issued.set(id, { user, at: now(), used: false })
      return id
    },
    redeem(id) {
      const trigger = issued.get(id)
      if (!trigger) return { error: 'invalid_trigger_id' }
      if (trigger.used) return { error: 'exchanged_trigger_id' }
      if (now() - trigger.at > limits.trigger_id.ms) return { error: 'expired_trigger_id' }
      trigger.used = true
      return { user: trigger.user }
    },
  }
}
