import { pino } from 'pino'
import type { AdapterLog } from '../adapters/adapter.ts'
import type { LinesOptions } from './log-lines.ts'
import { openLines } from './log-lines.ts'

export interface LogOptions extends Pick<LinesOptions, 'put' | 'later'> {
  /** Of pino: what is less grave is left out. */
  readonly level: string
}

export interface Log extends AdapterLog {
  /** Tries once more to write what waits, before the process ends. */
  flush(): void
}

/** The bot's log, a line of JSON for each thing that happened. The bot goes on where it cannot be written. */
export function openLog({ level, put, later }: LogOptions): Log {
  const out = openLines({
    put,
    later,
    lost: count => lines.warn({ lines: count }, 'The log could not be written for a while, and these lines are lost.'),
  })
  const lines = pino({ level, base: undefined }, out)
  return {
    info: (message, detail) => lines.info(detail ?? {}, message),
    warn: (message, detail) => lines.warn(detail ?? {}, message),
    error: (message, detail) => lines.error(detail ?? {}, message),
    flush: out.flush,
  }
}
