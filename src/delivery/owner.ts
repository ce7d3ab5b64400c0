/**
 * The name of a process among those that share a store: `host/pid/run`. The run tells two lives of one pid apart: in a
 * container every life has the same.
 */
export function ownerName(host: string, pid: number, run: string): string {
  return `${host}/${pid}/${run}`
}

/**
 * Whether the process of that name is known to have ended, so that its leases need not run out. Of another host nothing is
 * known. A pid that lives again under another name is taken for the old one, and then the lease runs out by itself.
 * Two containers need two host names: a container that was restarted has its host, pid and boot id again, and another pid namespace
 * (`/proc/self/ns/pid`), which is just what a second one beside it would have.
 */
export function isGone(name: string, self: string): boolean {
  const [host, pid] = name.split('/')
  const [ownHost, ownPid] = self.split('/')
  if (name === self || host !== ownHost || !/^[1-9]\d*$/u.test(pid ?? '')) return false
  return pid === ownPid || !isAlive(Number(pid))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process is alive too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
