import type { App, ReceiverEvent } from '@slack/bolt'

/** The requests that the bot is busy with. */
export interface Work {
  /**
   * Counts every request of this app, and acknowledges an event only when it has been dealt with. `acknowledged` hears after
   * how many milliseconds, once for each request.
   */
  follow(app: App, acknowledged: (ms: number) => void): void
  /** True once `drain` was called. */
  closing(): boolean
  /** Resolves when no request is under way, or after `withinMs`. */
  drain(withinMs: number): Promise<void>
}

export function watchWork(): Work {
  const underWay = new Set<Promise<void>>()
  let closing = false

  return {
    follow(app, acknowledged) {
      const process = app.processEvent.bind(app)
      app.processEvent = event => {
        const task = settled(process, timed(event, acknowledged))
        const done = task.catch(() => undefined).then(() => void underWay.delete(done))
        underWay.add(done)
        return task
      }
    },
    closing: () => closing,
    async drain(withinMs) {
      closing = true
      const deadline = Promise.withResolvers<void>()
      const timer = setTimeout(deadline.resolve, withinMs)
      await Promise.race([Promise.all(underWay), deadline.promise])
      clearTimeout(timer)
    },
  }
}

/**
 * Bolt acknowledges an event before any listener has run: a process that dies in between has lost it for good. Here the
 * acknowledgement waits until the listeners are done, and when one fails there is none, so that Slack delivers the event again.
 */
async function settled(process: (event: ReceiverEvent) => Promise<void>, event: ReceiverEvent): Promise<void> {
  if (event.body.type !== 'event_callback') return process(event)
  let failed = false
  await process({ ...event, ack: () => Promise.resolve() }).catch(() => {
    failed = true
  })
  if (!failed) await event.ack()
}

function timed(event: ReceiverEvent, acknowledged: (ms: number) => void): ReceiverEvent {
  const from = performance.now()
  return {
    ...event,
    async ack(response) {
      await event.ack(response)
      acknowledged(performance.now() - from)
    },
  }
}
