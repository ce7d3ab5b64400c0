import { laneOf } from '../commands/lane.ts'
import type { Store } from '../store/store.ts'
import type { Link } from './adapter.ts'

/** What was set in a guild or workspace rests while the bot is not there. `failed` hears what the store threw. */
export function whereabouts(
  platform: string,
  store: Pick<Store, 'forgetSpace' | 'present'>,
  now: () => number,
  failed: (error: unknown) => void,
): Pick<Link, 'gone' | 'back' | 'within'> {
  const lane = (installation: string) => laneOf({ platform, installation })
  const move = (installation: string, space: string | undefined, gone: { readonly at: number } | undefined) =>
    store.forgetSpace(lane(installation), space, gone)
  const settle = (installation: string, spaces: readonly string[]) =>
    // The installation of one workspace is wherever something was set through it. Who set it there may belong to another workspace of
    // the organisation, with which the channel is shared.
    spaces.includes(installation)
      ? move(installation, undefined, undefined)
      : store.present(lane(installation), spaces, now())
  return {
    gone: (installation, space) => void move(installation, space, { at: now() }).catch(failed),
    back: (installation, space) => void move(installation, space, undefined).catch(failed),
    within: (installation, spaces) => void settle(installation, spaces).catch(failed),
  }
}
