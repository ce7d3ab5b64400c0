import { type Json, json, text } from './json.ts'
import { PLATFORMS, type State } from './state.ts'

/** What can be gone back to: who looks, what is open, what is unfolded. */
interface View {
  readonly person: string
  readonly place: State['place']
  readonly thread: State['thread']
  readonly backstage: boolean
  readonly front: State['front']
}

/** Steps of the browser's own history, so that its button Back closes a thread and a reload changes nothing. */
export interface Trail {
  /** Something else may be open now. */
  step(): void
}

/** Takes up what was open before a reload, and calls `show` whenever somebody goes back or forth. */
export function openTrail(state: State, show: () => void): Trail {
  const before = readEntry(history.state)
  if (before !== undefined) apply(state, before.view)
  let here = before ?? { view: viewOf(state) }
  history.replaceState(here, '')
  /** Whether the browser was told to go back; it goes some time later. */
  let going = false
  addEventListener('popstate', ({ state: kept }) => {
    const there = readEntry(kept)
    const asked = going
    going = false
    // A link within the page has an entry without a view.
    if (there === undefined) return history.replaceState(here, '')
    here = there
    // What was done while the browser went back counts.
    if (asked) return step()
    apply(state, there.view)
    show()
  })

  function step(): void {
    const view = viewOf(state)
    if (going || isSame(view, here.view)) return
    // What is closed again leaves no step behind: Back would do nothing.
    if (here.below !== undefined && isSame(view, here.below)) {
      going = true
      history.back()
      return
    }
    here = { view, below: here.view }
    history.pushState(here, '')
  }

  return { step }
}

/** What the browser keeps for a step; `below` is the view of the step before. */
interface Entry {
  readonly view: View
  readonly below?: View
}

function viewOf({ person, place, thread, backstage, front }: State): View {
  return { person, place: { ...place }, thread: { ...thread }, backstage, front }
}

function apply(state: State, { person, place, thread, backstage, front }: View): void {
  state.person = person
  Object.assign(state.place, place)
  Object.assign(state.thread, thread)
  state.backstage = backstage
  state.front = front
}

function isSame(one: View, other: View): boolean {
  const flat = ({ person, place, thread, backstage, front }: View) =>
    JSON.stringify([person, backstage, front, ...PLATFORMS.flatMap(platform => [place[platform], thread[platform]])])
  return flat(one) === flat(other)
}

function readEntry(kept: unknown): Entry | undefined {
  const { view, below } = json(kept)
  if (typeof json(view).person !== 'string') return undefined
  return { view: readView(json(view)), ...(below !== undefined && { below: readView(json(below)) }) }
}

/** A place or person that there is no more is a channel without messages, as it would be in the address of a link. */
function readView(kept: Json): View {
  const [place, thread] = [json(kept.place), json(kept.thread)]
  return {
    person: text(kept.person),
    place: { slack: text(place.slack), discord: text(place.discord) },
    thread: { slack: text(thread.slack) || undefined, discord: text(thread.discord) || undefined },
    backstage: kept.backstage === true,
    front: kept.front === 'discord' ? 'discord' : 'slack',
  }
}
