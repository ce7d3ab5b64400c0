import { openAnnouncer } from './announce.ts'
import { type Composer, openComposer } from './composer.ts'
import type { ActWithoutFrom, DrawContext } from './context.ts'
import { element, refill } from './element.ts'
import { KITS, type Kit } from './kit.ts'
import { drawNotice } from './notice.ts'
import type { Act, Done, Place, Platform, Push, Shown } from './protocol.ts'
import { drawRoomHead, drawRoomOpening } from './room.ts'
import { openSidebar, titleOf } from './sidebar.ts'
import { type State, TITLES, visible } from './state.ts'
import { openStream, type Stream } from './stream.ts'
import { townNow } from './town-time.ts'
import { suggestedIn } from './wire.ts'

/** A platform on the page: its channels, the open one, and the open thread. */
export interface Column {
  readonly root: HTMLElement
  /** After every push, once it is noted. */
  heard(push: Push): void
  /** Draws anew: another person looks, or much has changed. */
  refresh(): void
  /** Types a line into the open channel. */
  say(line: string): void
}

export interface ColumnHost {
  readonly state: State
  send(act: Act): Promise<Done>
  select(message: Shown): void
  /** Something else is open now. */
  moved(): void
}

/** From this width on, a thread stands beside its channel instead of over it. */
const BESIDE_PX = 900
const BOT = 'Counterpoint'

export function openColumn(platform: Platform, { state, send, select, moved }: ColumnHost): Column {
  const kit = KITS[platform]
  const title = TITLES[platform]
  const history: string[] = []
  const unread = new Set<string>()
  const dismissed = new Set<string>()
  const sidebar = openSidebar(platform, BOT, open)
  const status = element('span', { class: 'status' })
  const announcer = openAnnouncer(platform, state)
  const head = element('div', { class: 'room-head' })
  const stream = newStream(`Messages on ${title}`, () => drawRoomOpening(platform, placeNow(), BOT))
  const composer = newComposer(undefined)
  const threadHead = element('div')
  const threadStream = newStream(
    `Thread on ${title}`,
    () => {
      const root = rootNow()
      return root && kit.drawThreadOpening(root)
    },
    kit.threadLead,
  )
  const threadComposer = newComposer(threadNow)
  const room = element('div', { class: 'room' }, head, stream.root, composer.root)
  const pane = element(
    'section',
    { class: 'thread', 'aria-label': `Thread on ${title}`, tabindex: -1, hidden: true, onkeydown: leaveThread },
    threadHead,
    threadStream.root,
    threadComposer.root,
  )
  const root = element(
    'section',
    { class: `column column-${platform}`, 'aria-labelledby': `title-${platform}`, id: `column-${platform}` },
    element('div', { class: 'column-title' }, element('h2', { id: `title-${platform}` }, title), status),
    element('div', { class: 'window' }, sidebar.root, element('div', { class: 'rooms' }, room, pane)),
    announcer.root,
  )
  root.addEventListener('dismiss', event => {
    if (event instanceof CustomEvent) dismissed.add(String(event.detail))
    draw()
  })
  new ResizeObserver(cover).observe(root)
  let form: { readonly shown: string; readonly close: () => void } | undefined
  let due = false
  let seenBy = state.person
  let seenIn: string | undefined
  let seenThread: string | undefined
  let drawnAhead: number | undefined

  function newStream(label: string, opening: () => HTMLElement | undefined, lead?: Kit['threadLead']): Stream {
    const made: Stream = openStream({
      label,
      opening,
      draw: (message, replies) => kit.drawMessage(message, contextOf(message, replies, made)),
      grouped: kit.isGrouped,
      ...(lead && { lead: (message, before) => lead(message, before, repliesNow().length) }),
      chosen: select,
    })
    return made
  }

  function newComposer(thread: (() => string | undefined) | undefined): Composer {
    return openComposer({
      platform,
      label: `Message on ${title}`,
      placeholder: 'Message',
      commands: () => state.commands,
      history,
      send: text => act({ act: 'type', text }, thread?.(), thread ? threadStream : stream),
      suggest: typed => send({ act: 'suggest', typed, ...from(thread?.()) }).then(suggestedIn),
    })
  }

  function placeNow(): Place {
    const name = state.place[platform]
    return state.places[platform].find(place => place.name === name) ?? { id: name, name, kind: 'text' }
  }

  function threadNow(): string | undefined {
    return state.thread[platform]
  }

  function rootNow(): Shown | undefined {
    const id = threadNow()
    return visible(state, platform, state.place[platform]).find(
      message => message.id === id && message.thread === undefined,
    )
  }

  function repliesNow(): readonly Shown[] {
    const open = visible(state, platform, state.place[platform])
    return open.filter(message => message.thread === threadNow() && message.onlyFor === undefined)
  }

  function from(thread: string | undefined) {
    return { platform, person: state.person, place: state.place[platform], ...(thread !== undefined && { thread }) }
  }

  /** Sends what a person did; what went wrong stands where it was done, for that person only. */
  async function act(what: ActWithoutFrom, thread: string | undefined, where: Stream): Promise<Done> {
    if (what.act === 'type') where.toEnd()
    const done = await send({ ...what, ...from(thread) })
    if (!done.ok && what.act !== 'submit') where.notice(dismiss => drawNotice(platform, done.error, townNow(), dismiss))
    return done
  }

  function contextOf(message: Shown | undefined, replies: readonly Shown[], where: Stream): DrawContext {
    return {
      act: what => act(what, message?.thread, where),
      openThread,
      select,
      replies,
      now: townNow(),
      person: state.person,
      nameOf: id => state.names[platform][id],
    }
  }

  function open(place: string): void {
    state.place[platform] = place
    state.thread[platform] = undefined
    // Errors of before are not told again to somebody who comes back.
    stream.clear()
    refresh()
    stream.toEnd()
    moved()
  }

  function openThread(id: string): void {
    state.thread[platform] = id
    draw()
    pane.focus()
    moved()
  }

  function shutThread(): void {
    state.thread[platform] = undefined
    draw()
    moved()
  }

  function leaveThread(event: Event): void {
    if (event instanceof KeyboardEvent && event.key === 'Escape' && !event.defaultPrevented) shutThread()
  }

  /** Where the thread covers its channel, the channel cannot be reached. */
  function cover(): void {
    const wide = root.clientWidth >= BESIDE_PX
    root.classList.toggle('wide', wide)
    room.inert = !pane.hidden && !wide
  }

  function draw(): void {
    const all = visible(state, platform, state.place[platform]).filter(message => !dismissed.has(message.id))
    const repliesOf = (id: string) => all.filter(message => message.thread === id)
    stream.show(
      all.filter(message => message.thread === undefined),
      repliesOf,
    )
    drawThread(repliesOf)
  }

  /** Shows the thread that is open, and hides what was closed or has gone. */
  function drawThread(repliesOf: (id: string) => readonly Shown[]): void {
    const root = rootNow()
    const held = pane.contains(document.activeElement)
    const before = seenThread
    seenThread = root?.id
    pane.hidden = root === undefined
    cover()
    if (!root) {
      state.thread[platform] = undefined
      if (before !== undefined && held) stream.focus(before)
      return
    }
    if (before !== root.id) threadStream.clear()
    if (threadHead.dataset.root !== root.id) refill(threadHead, kit.drawThreadHead(root, shutThread))
    threadHead.dataset.root = root.id
    threadComposer.rename(`Reply in the thread on ${title}`, kit.threadPlaceholder(root))
    threadStream.show([root, ...repliesOf(root.id)], () => [])
    if (before !== root.id) threadStream.toStart()
  }

  function drawForm(): void {
    const now = state.forms.get(`${platform} ${state.person}`)
    const shown = now === undefined ? '' : JSON.stringify(now)
    if (shown === (form?.shown ?? '')) return
    form?.close()
    form = undefined
    if (now === undefined) return
    const close = kit.openForm(now, {
      act: what => act(what, undefined, stream),
      left() {
        if (form?.shown !== shown) return
        form = undefined
        void send({ act: 'dismiss', ...from(undefined) })
      },
      draw: contextOf(undefined, [], stream),
      bot: BOT,
      people: state.people.map(one => one.name),
      channels: state.places[platform].filter(one => one.kind !== 'direct').map(one => one.name),
    })
    form = { shown, close }
  }

  function refresh(): void {
    due = false
    const place = placeNow()
    const [first, elsewhere] = [seenIn === undefined, seenIn !== place.name]
    // What only one person sees is not for the next.
    if (elsewhere || seenBy !== state.person) {
      stream.clear()
      threadStream.clear()
    }
    seenBy = state.person
    seenIn = place.name
    unread.delete(place.name)
    sidebar.draw(state.places[platform], place.name, unread)
    refill(head, drawRoomHead(platform, place, BOT))
    const called = place.kind === 'direct' ? titleOf(place, BOT) : `#${place.name}`
    composer.rename(`Message to ${called} on ${title}`, `Message ${called}`)
    const online = state.connected[platform]
    status.textContent = online ? 'bot connected' : 'bot not connected'
    status.classList.toggle('status-off', !online)
    draw()
    drawForm()
    // Whoever sees the page first sees what the newest message is about, and not how it ends.
    if (first) stream.toLast()
    else if (elsewhere) stream.toEnd()
  }

  function heard(push: Push): void {
    if (push.kind === 'clock') turnedTo(push.ahead)
    if (push.kind === 'shown' && push.message.platform === platform) announce(push.message)
    // Half of what there is would be drawn, and would jump.
    if (due || !state.whole) return
    due = true
    // A burst of pushes is drawn once.
    setTimeout(refresh)
  }

  /** What is drawn says how old it is, so that it is drawn anew when the clock was moved. */
  function turnedTo(ahead: number): void {
    if (drawnAhead !== undefined && drawnAhead !== ahead) for (const one of [stream, threadStream]) one.renew()
    drawnAhead = ahead
  }

  function announce(message: Shown): void {
    if (announcer.tell(message) && message.place !== state.place[platform]) unread.add(message.place)
  }

  return {
    root,
    heard,
    refresh,
    say: line => void act({ act: 'type', text: line }, undefined, stream),
  }
}
