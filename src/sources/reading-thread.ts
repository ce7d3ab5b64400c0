import { parentPort } from 'node:worker_threads'
import { read } from '../core/reading/read.ts'
import type { Page } from './reader.ts'

// The other side of `openReader`: reads each page that it is given, and answers with the reading.
parentPort?.on('message', ({ text, file }: Page) => parentPort?.postMessage(read(text, file)))
