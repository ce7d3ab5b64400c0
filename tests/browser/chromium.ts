import { existsSync } from 'node:fs'
import packed from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'
import { DEBIAN } from './debian.ts'

/** Nothing that a page does not ask for leaves the machine. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
/** The packed one has no zygote. Of its own flags those that switch the web's rules off are left out: the rules are what is tested. */
const PACKED = ['--no-zygote']

/** The machine's Chromium if it has one, else the one that comes as a package. */
export async function launchChromium(debian = DEBIAN): Promise<Browser> {
  const own = existsSync(debian)
  const executablePath = own ? debian : await packed.executablePath()
  return chromium.launch({ executablePath, args: own ? QUIET : [...QUIET, ...PACKED] })
}
