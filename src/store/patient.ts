import type { Trouble } from './busy.ts'
import { whenFree } from './busy.ts'
import type { Store } from './store.ts'

/** Of a person's three seconds: what is kept later is answered as lost, and would be posted all the same. */
const TAKE_WITHIN_MS = 1_500

/** The same store, which does what it is asked again while its database is in trouble that may pass. */
export function patient(table: Omit<Store, 'close'>, trouble: Trouble, close: () => Promise<void>): Store {
  const soon = <Result>(act: () => Promise<Result>) => whenFree(trouble, act, TAKE_WITHIN_MS)
  const calm = <Result>(act: () => Promise<Result>) => whenFree(trouble, act)
  return {
    take: (...words) => soon(() => table.take(...words)),
    lease: request => calm(() => table.lease(request)),
    settle: (...words) => calm(() => table.settle(...words)),
    hold: (...words) => calm(() => table.hold(...words)),
    nextWake: (...words) => calm(() => table.nextWake(...words)),
    release: (...words) => calm(() => table.release(...words)),
    setBack: (...words) => calm(() => table.setBack(...words)),
    lastPosting: query => soon(() => table.lastPosting(query)),
    postingsOf: story => calm(() => table.postingsOf(story)),
    unposted: story => calm(() => table.unposted(story)),
    posting: which => soon(() => table.posting(which)),
    forgetPostings: before => calm(() => table.forgetPostings(before)),
    setting: (...words) => soon(() => table.setting(...words)),
    prune: before => calm(() => table.prune(before)),
    subscriptions: which => soon(() => table.subscriptions(which)),
    dueSubscriptions: (...words) => calm(() => table.dueSubscriptions(...words)),
    nextDue: () => calm(() => table.nextDue()),
    publish: (...words) => calm(() => table.publish(...words)),
    moveOn: (...words) => calm(() => table.moveOn(...words)),
    editions: (...words) => soon(() => table.editions(...words)),
    editionThreads: (...words) => calm(() => table.editionThreads(...words)),
    told: query => soon(() => table.told(query)),
    forgetSpace: (...words) => calm(() => table.forgetSpace(...words)),
    present: (...words) => calm(() => table.present(...words)),
    forgetDigests: now => calm(() => table.forgetDigests(now)),
    queue: (...words) => soon(() => table.queue(...words)),
    steps: () => calm(() => table.steps()),
    warm: table.warm,
    close,
  }
}
