#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import { enableCompileCache } from 'node:module'

// First of all, so that everything that is imported next is compiled once and for all.
enableCompileCache()
const { loadSettings } = await import('./settings-file.ts')
const { main } = await import('./main.ts')
const failure = loadSettings('.env')
if (failure === undefined) process.exitCode = await main(process.env)
else {
  process.stderr.write(`${failure}\n`)
  process.exitCode = 1
}
