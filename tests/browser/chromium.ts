import { existsSync } from 'node:fs'
import packed from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

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
/** Where Debian and Ubuntu put their Chromium. */
const DEBIAN = '/usr/bin/chromium'

/**
 * The Chromium that comes as a package: the same on every machine, and without a window's machinery, so that a page costs it
 * half the work. Where it lacks a library of the system, the machine's own.
 */
export async function launchChromium(...more: readonly string[]): Promise<Browser> {
  const executablePath = await packed.executablePath()
  return chromium.launch({ executablePath, args: [...QUIET, ...PACKED, ...more] }).catch(error => {
    if (!existsSync(DEBIAN)) throw error
    return launchOwnChromium()
  })
}

/** The machine's Chromium if it has one, with everything that a person's has; else the one that comes as a package. */
export async function launchOwnChromium(): Promise<Browser> {
  return existsSync(DEBIAN) ? chromium.launch({ executablePath: DEBIAN, args: QUIET }) : launchChromium()
}
