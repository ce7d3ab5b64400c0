import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'

/** What the event loop went through; all in milliseconds. */
export interface LoopSeen {
  /** The longest time between two ticks of a timer of one millisecond. */
  readonly longest: number
  /** The most work of this thread alone in one of those times: what `longest` would be on a machine of its own. */
  readonly own: number
  /** The 99.9th of a hundred of those times. */
  readonly p999: number
  /** The longest delay as Node's own histogram has it. */
  readonly histogram: number
  /** The longest pause of the garbage collector, and the sum of all. */
  readonly longestPause: number
  readonly pauses: number
}

/** Watches the event loop while `act` runs. */
export async function watchingLoop<T>(act: () => Promise<T>): Promise<{ readonly result: T; readonly seen: LoopSeen }> {
  const histogram = monitorEventLoopDelay({ resolution: 1 })
  const pauses: number[] = []
  const collector = new PerformanceObserver(list => {
    for (const { duration } of list.getEntries()) pauses.push(duration)
  })
  collector.observe({ entryTypes: ['gc'] })
  const gaps: number[] = []
  let last = performance.now()
  let worked = threadMs()
  let own = 0
  const ticker = setInterval(() => {
    const [now, work] = [performance.now(), threadMs()]
    gaps.push(now - last)
    own = Math.max(own, work - worked)
    last = now
    worked = work
  }, 1)
  histogram.enable()
  try {
    const result = await act()
    // The observer and the ticker hear of the last moments afterwards.
    await new Promise(resolve => setTimeout(resolve, 50))
    gaps.sort((a, b) => a - b)
    const seen = {
      longest: gaps.at(-1) ?? 0,
      own,
      p999: gaps[Math.floor(gaps.length * 0.999)] ?? 0,
      histogram: histogram.max / 1e6,
      longestPause: pauses.reduce((longest, pause) => Math.max(longest, pause), 0),
      pauses: pauses.reduce((sum, pause) => sum + pause, 0),
    }
    return { result, seen }
  } finally {
    clearInterval(ticker)
    histogram.disable()
    collector.disconnect()
  }
}

/** What the processor has done for this thread alone, in milliseconds: others' work on the machine is not in it. */
export function threadMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}
