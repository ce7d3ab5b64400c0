import { setImmediate as turn } from 'node:timers/promises'
import { prepareZones } from '../core/schedule/zone-book.ts'

/**
 * Makes the names of zones piece by piece between other work, as the bot does after its start, so that nobody waits while somebody
 * names a city for the first time. Returns how to stop that.
 */
export function prepareZoneNames(): () => void {
  let stopped = false
  const work = async () => {
    while (!stopped && prepareZones()) await turn()
  }
  void work()
  return () => {
    stopped = true
  }
}
