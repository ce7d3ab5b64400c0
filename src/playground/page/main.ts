import { type Column, openColumn } from './column.ts'
import { element, refill } from './element.ts'
import { openFrame } from './frame.ts'
import { drawPanels } from './panels/panels.ts'
import type { Act, Done, Push, Shown } from './protocol.ts'
import { newState, note, PLATFORMS } from './state.ts'
import { recount } from './tick.ts'
import { setTownTime } from './town-time.ts'
import { openTrail } from './trail.ts'
import { drawWelcome } from './welcome.ts'
import { listen, send } from './wire.ts'

const state = newState()
const trail = openTrail(state, refresh)
const pushed = new Set<(push: Push) => void>()
const selected = new Set<(message: Shown | undefined) => void>()
const host = {
  state,
  send: (act: Act): Promise<Done> => send(act),
  select(message: Shown | undefined) {
    if (message !== undefined) frame.unfold()
    for (const listener of selected) listener(message)
  },
  moved: trail.step,
}
const columns: readonly Column[] = PLATFORMS.map(platform => openColumn(platform, host))
const panels = drawPanels({
  send,
  onPush: listener => pushed.add(listener),
  onSelect: listener => selected.add(listener),
  person: () => state.person,
  place: platform => state.place[platform],
})
const frame = openFrame({
  state,
  panels: panels.root,
  welcome: drawWelcome({
    say(line) {
      for (const column of columns) column.say(line)
    },
    clock() {
      frame.unfold()
      panels.openClock()
    },
  }),
  moved: trail.step,
  columns: columns.map(column => column.root),
  switched() {
    host.select(undefined)
    for (const column of columns) column.refresh()
  },
})
/** Once there is something to be seen: what is filled in later jumps. */
function appear(): void {
  if (!frame.root.isConnected) document.body.append(frame.root)
}

function refresh(): void {
  frame.refresh()
  for (const column of columns) column.refresh()
}

listen(
  push => {
    note(state, push)
    if (push.kind === 'clock') {
      setTownTime(push.ahead)
      recount()
    }
    if (push.kind === 'world') frame.drawPeople()
    for (const column of columns) column.heard(push)
    for (const listener of pushed) listener(push)
    // The columns draw in a turn of their own, which is before this one.
    if (state.whole && !frame.root.isConnected) setTimeout(appear)
  },
  online => {
    refill(
      frame.trouble,
      !online && element('p', {}, 'The playground does not answer. Is it still running in the terminal?'),
    )
    if (!online) appear()
    if (online || !state.whole) return
    // Whether the bot is connected is not known either until somebody tells.
    for (const platform of PLATFORMS) state.connected[platform] = false
    refresh()
  },
)
