import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { disk } from '../settings-file.ts'
import { openLedger } from '../store/open-ledger.ts'
import { asJson } from './delivery-json.ts'
import { readSince } from './delivery-since.ts'
import { leftOut, showDeliveries } from './delivery-text.ts'
import type { Tool } from './tool.ts'

const usage = `Usage: counterpoint deliveries [--channel ID] [--story ID] [--in-doubt] [--since 7d] [--json]

Shows what was sent when and where: editions of digests and the stories that people asked for, the newest first, each with how
it went, how late it came, and what is refused or in doubt and why. The bot may run meanwhile; nothing is changed.
  --channel ID  only this channel, by the platform's id
  --story ID    only what tells this story
  --in-doubt    only what is in doubt: it may stand in the channel, and is not posted again
  --since WHEN  30m, 12h, 7d, 4w, or a day in UTC like 2026-11-01; without it 7d. What is kept: reasons a week,
                stories half a year, digests 400 days
  --json        the same as JSON: an array of objects
Settings: DATA_DIR or DATABASE_URL, where the bot keeps what it knows. Times are in UTC.
Exit codes: 0 shown, 1 it cannot be read, 2 the words were not understood.
`

const MOST = 5_000

/** What was sent. */
export const deliveries: Tool = {
  name: 'deliveries',
  summary: 'show what was sent when and where, and what is in doubt',
  usage,
  async run(words, io) {
    const { values } = parseArgs({
      args: [...words],
      options: {
        channel: { type: 'string' },
        story: { type: 'string' },
        'in-doubt': { type: 'boolean', default: false },
        since: { type: 'string', default: '7d' },
        json: { type: 'boolean', default: false },
      },
    })
    const since = readSince(values.since, io.now())
    const ledger = await openLedger(
      readConfig(io.environment, { ...disk, isFolder: () => true, isWritable: () => true }),
    )
    try {
      const { channel, story, 'in-doubt': onlyDoubt } = values
      const isNarrow = channel !== undefined || story !== undefined
      const found = await ledger.find({ since, channel, story, onlyDoubt, most: MOST })
      io.out(values.json ? asJson(found.sent) : showDeliveries(found, { since, onlyDoubt, isNarrow }, io))
      if (values.json) for (const line of leftOut(found)) io.err(`${line}\n`)
      return 0
    } finally {
      await ledger.close()
    }
  },
}
