import type { Act, Done, Push, Suggested } from './protocol.ts'

/** Listens to the server; the browser reconnects by itself, and then hears everything again. */
export function listen(heard: (push: Push) => void, held: (online: boolean) => void): void {
  const events = new EventSource('/events')
  events.addEventListener('message', event => heard(JSON.parse(String(event.data))))
  events.addEventListener('open', () => held(true))
  events.addEventListener('error', () => held(false))
}

/** Sends one act. Never rejects: without an answer, the error says what to do. */
export async function send(act: Act): Promise<Done> {
  try {
    const answer = await fetch('/act', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(act),
    })
    return await answer.json()
  } catch {
    return { ok: false, error: 'The playground does not answer. Is it still running in the terminal?' }
  }
}

/** What was suggested; nothing when something else came. */
export function suggestedIn(done: Done): readonly Suggested[] {
  return done.ok && done.value !== undefined && isSuggested(done.value) ? done.value : []
}

function isSuggested(value: NonNullable<Extract<Done, { ok: true }>['value']>): value is readonly Suggested[] {
  return Array.isArray(value)
}
