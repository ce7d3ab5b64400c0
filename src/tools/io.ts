import type { Readable } from 'node:stream'
import type { WriteStream } from 'node:tty'
import type { Environment, Io } from './tool.ts'

/** The parts of a process that a tool may use. */
export interface Streams {
  readonly stdin: Readable
  readonly stdout: Stream
  readonly stderr: Stream
  /** Ends it at once. */
  exit(code: number): void
}

type Stream = NodeJS.WritableStream & Partial<Pick<WriteStream, 'isTTY' | 'columns'>>

const NARROWEST = 40

/**
 * A process as its tools see it. Whoever reads its output may stop reading: what is left is then dropped. Where it cannot be
 * written for another reason, on a full disk for example, that is said and the process ends with 1: half of it must not be taken for all.
 */
export function openIo(streams: Streams, environment: Environment): Io {
  const { stdin, stdout, stderr } = streams
  for (const stream of [stdout, stderr]) stream.on('error', unlessNobodyReads(streams))
  const shown = stdout.isTTY === true
  return {
    out: text => void stdout.write(text),
    err: text => void stderr.write(text),
    input: most => firstBytes(stdin, most),
    isTerminal: stderr.isTTY === true,
    // https://no-color.org: any value but an empty one.
    colour: shown && (environment.NO_COLOR ?? '') === '' && environment.TERM !== 'dumb',
    width: shown ? Math.max(NARROWEST, stdout.columns ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY,
    environment,
    now: Date.now,
  }
}

/** Reads on no longer than it has to: whoever pipes a disk into this gets an answer, too. */
async function firstBytes(stream: AsyncIterable<Uint8Array | string>, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk)
    chunks.push(bytes)
    length += bytes.length
    if (length >= most) break
  }
  return Buffer.concat(chunks).subarray(0, most)
}

/** `counterpoint check | head` closes the pipe early, and that is no error. */
function unlessNobodyReads(streams: Streams): (error: Error) => void {
  let told = false
  return error => {
    const code = 'code' in error ? String(error.code) : error.message
    if (code === 'EPIPE' || told) return
    // What tells of it may not be writable either.
    told = true
    streams.stderr.write(`The output could not be written (${code}). Look whether its disk has room.\n`)
    streams.exit(1)
  }
}
