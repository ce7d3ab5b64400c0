import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import type { Disk } from './config.ts'

/** Puts the variables of a settings file into the environment; those that are set already stay. Returns what is wrong with the file, if it is there. */
export function loadSettings(file: string): string | undefined {
  try {
    process.loadEnvFile(file)
    return undefined
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    return code === 'ENOENT'
      ? undefined
      : `${file} cannot be read (${code}). Make it readable for this user, or remove it.`
  }
}

/** The disk that settings name folders on. */
export const disk: Disk = {
  isFolder: path => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
  isWritable(path) {
    try {
      mkdirSync(path, { recursive: true, mode: 0o700 })
      accessSync(path, constants.W_OK)
      return true
    } catch {
      return false
    }
  },
}
