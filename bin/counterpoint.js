#!/usr/bin/env node
// Plain JavaScript that an old Node can still read: it finds a Node that runs the program, or says in one sentence what to do.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** From here on Node runs TypeScript without a flag; package.json says the same under "engines". */
const OLDEST = [22, 19]
const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url))

const [major, minor] = process.versions.node.split('.').map(Number)
if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) {
  silenceExperimental()
  await import('../src/cli.ts')
} else {
  const node = ownNode()
  if (node === undefined) {
    process.stderr.write(
      `Counterpoint needs Node ${OLDEST.join('.')} or newer and this is ${process.version}: run "npm ci" in its folder, which brings one along, or install a newer Node from https://nodejs.org.\n`,
    )
    process.exitCode = 1
  } else handOver(node)
}

/** The Node of the package `node`, an optional dependency. */
function ownNode() {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'))
    return ['node', 'node.exe'].map(name => join(folder, 'bin', name)).find(existsSync)
  } catch {
    return undefined
  }
}

function handOver(node) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', CLI, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      // A terminal tells the whole group of an interrupt; a second one would end the bot at once.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.on('error', error => {
    process.stderr.write(
      `${node} cannot be run (${error.message}): run "npm ci" in the folder of Counterpoint again.\n`,
    )
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    process.exitCode = code === null ? 1 : code
    if (signal !== null) process.stderr.write(`Counterpoint was ended by ${signal}.\n`)
  })
}

/** As `--disable-warning=ExperimentalWarning`, which only a Node that is not yet running takes. */
function silenceExperimental() {
  const print = process.listeners('warning')
  process.removeAllListeners('warning')
  process.on('warning', warning => {
    if (warning.name !== 'ExperimentalWarning') for (const each of print) each(warning)
  })
}
