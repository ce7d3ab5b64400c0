import { afterEach, beforeEach, describe } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { beginContract } from './store/begin.ts'
import { conditionContract } from './store/condition.ts'
import { crowdContract } from './store/crowd.ts'
import { editionContract } from './store/edition.ts'
import { forgetContract } from './store/forget.ts'
import { holdContract } from './store/hold.ts'
import { leaseContract } from './store/lease.ts'
import { postingContract } from './store/posting.ts'
import { pruneContract } from './store/prune.ts'
import { setBackContract } from './store/set-back.ts'
import { settingContract } from './store/setting.ts'
import { settleContract } from './store/settle.ts'
import { subscriptionContract } from './store/subscription.ts'
import { takeContract } from './store/take.ts'
import { togetherContract } from './store/together.ts'
import { toldContract } from './store/told.ts'

/** One place where a store keeps things, opened as often as the test wants: each opening is a connection of its own. */
export interface StoreHome {
  /** `turn` calls back when what is asked for is committed: by default at the end of this turn of the event loop. */
  open(turn?: (act: () => void) => void): Promise<Store>
  /** The secret texts that are still anywhere in what the store holds. */
  leftovers(secrets: readonly string[]): Promise<readonly string[]>
  remove(): Promise<void>
}

/** Hands each test the store of that test. */
export interface Bench {
  readonly store: () => Store
  readonly home: () => StoreHome
}

const ROOMS = {
  taking: takeContract,
  leasing: leaseContract,
  conditions: conditionContract,
  settling: settleContract,
  holding: holdContract,
  'a clock that was set back': setBackContract,
  'two connections': togetherContract,
  pruning: pruneContract,
  postings: postingContract,
  beginning: beginContract,
  'a crowd': crowdContract,
  settings: settingContract,
  subscriptions: subscriptionContract,
  editions: editionContract,
  'what was told': toldContract,
  forgetting: forgetContract,
} as const satisfies Record<string, (bench: Bench) => void>

type Room = keyof typeof ROOMS

/** What any store must do, whichever database is under it; `only` some rooms of it, where all are tried elsewhere. */
export function storeContract(name: string, makeHome: () => Promise<StoreHome>, only?: readonly Room[]): void {
  describe(name, () => {
    let home: StoreHome
    let store: Store
    beforeEach(async () => {
      home = await makeHome()
      store = await home.open()
    })
    afterEach(async () => {
      await store.close()
      await home.remove()
    })
    const bench: Bench = { store: () => store, home: () => home }
    const chosen: ReadonlySet<string> | undefined = only && new Set(only)
    for (const [room, contract] of Object.entries(ROOMS)) {
      if (chosen?.has(room) ?? true) describe(room, () => contract(bench))
    }
  })
}
