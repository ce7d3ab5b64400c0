import { type Dirent, lstatSync, opendirSync, type Stats, statSync } from 'node:fs'
import { lstat, opendir, stat } from 'node:fs/promises'
import { type OpenedFile, openFile, openFileNow } from './document-file.ts'

/** How a folder is read. Whatever fails rejects or throws with the system's code. */
export interface Disk {
  entries(folder: string): Promise<AsyncIterable<Dirent>> | Iterable<Dirent>
  /** Links are followed. */
  stat(path: string): Promise<Stats> | Stats
  lstat(path: string): Promise<Stats> | Stats
  open(path: string): Promise<OpenedFile> | OpenedFile
}

/** The entries of 100,000 files at once stop everything else. */
const ENTRIES_AT_ONCE = 512

/** Everything else goes on while it is read. */
export const PATIENT_DISK: Disk = {
  entries: folder => opendir(folder, { bufferSize: ENTRIES_AT_ONCE }),
  stat: path => stat(path),
  lstat: path => lstat(path),
  open: openFile,
}

/** For a thread that does nothing else: several times as fast. */
export const BUSY_DISK: Disk = {
  *entries(folder) {
    const directory = opendirSync(folder, { bufferSize: ENTRIES_AT_ONCE })
    try {
      for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) yield entry
    } finally {
      directory.closeSync()
    }
  },
  stat: path => statSync(path),
  lstat: path => lstatSync(path),
  open: openFileNow,
}
