#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import { enableCompileCache } from 'node:module'

// First of all, so that everything that is imported next is compiled once and for all.
enableCompileCache()
const { loadSettings } = await import('./settings-file.ts')
const { openIo } = await import('./tools/io.ts')
const { run } = await import('./tools/run.ts')
const failure = loadSettings('.env')
const io = openIo(process, process.env)
if (failure === undefined) process.exitCode = await run(process.argv.slice(2), io)
else {
  io.err(`${failure}\n`)
  process.exitCode = 1
}
