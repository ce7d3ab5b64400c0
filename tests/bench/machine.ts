import { availableParallelism, cpus, totalmem } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'

/** Above this, somebody else's work is in the figures. */
export const QUIET = 0.1

/** `2 cores (Intel Xeon), 24 GB, Node v24.1.0, linux x64` */
export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'an unknown processor'
  const memory = Math.round(totalmem() / 2 ** 30)
  const { version, platform, arch } = process
  return `${availableParallelism()} cores (${model}), ${memory} GB, Node ${version}, ${platform} ${arch}`
}

/** The share of the machine's processors (0 to 1) that is busy during one second in which the bench does nothing. */
export async function otherWork(): Promise<number> {
  const before = ticks()
  await wait(1_000)
  const after = ticks()
  return (after.busy - before.busy) / Math.max(1, after.all - before.all)
}

function ticks(): { readonly busy: number; readonly all: number } {
  const times = cpus().map(cpu => cpu.times)
  const busy = times.reduce((sum, one) => sum + one.user + one.nice + one.sys + one.irq, 0)
  return { busy, all: times.reduce((sum, one) => sum + one.idle, busy) }
}
