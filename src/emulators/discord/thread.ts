import { threadJson } from './channel-json.ts'
import { INTENT } from './intents.ts'
import type { Account, Room, Thread } from './place.ts'
import { refusal } from './refusal.ts'
import type { Stage } from './speak.ts'
import { changed, may, threads } from './state.ts'

interface Wish {
  readonly id: string
  readonly parent: Room
  readonly name: string
  readonly type: 10 | 11 | 12
  readonly archiveMinutes: number
  readonly slowmodeSeconds: number
  readonly appliedTags?: readonly string[]
}

/** Opens a thread; 160006 when the server has too many open ones. */
export function openThread(stage: Stage, owner: Account, wish: Wish): Thread {
  stage.approve()
  const { state } = stage
  if (threads(state).filter(thread => !thread.archived).length >= state.activeThreads) throw refusal('tooManyThreads')
  const now = state.now()
  const thread: Thread = {
    kind: 'thread',
    ...wish,
    owner: owner.id,
    madeAt: now,
    members: new Map([[owner.id, now]]),
    archived: false,
    archivedAt: now,
    locked: false,
    invitable: true,
    appliedTags: wish.appliedTags ?? [],
    sent: 0,
  }
  state.places.set(thread.id, thread)
  tellOfThread(stage, 'THREAD_CREATE', thread)
  changed(state)
  return thread
}

export function tellOfThread({ state, gateway }: Stage, event: string, thread: Thread): void {
  if (!state.installed || !may(state, state.bot, thread, 'VIEW_CHANNEL')) return
  const told = { ...threadJson(state, thread), ...(event === 'THREAD_CREATE' && { newly_created: true }) }
  gateway.dispatch(event, intents => (intents & INTENT.guilds ? told : undefined))
}
