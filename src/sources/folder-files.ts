/** Not a file and not a folder. */
export const NO_FILE = 'not a file'
export const NO_NAME = 'not a name'

/** The code of a failed system call, as a value. */
export function failure(error: unknown): { readonly code: string } {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return { code: error.code }
  return { code: String(error) }
}

/** What a code means and what to do about it. */
export function remedy(code: string): string {
  switch (code) {
    case 'ENOENT':
      return 'It is not there. If it is a link, point it at a file that exists; else create it.'
    case 'EACCES':
    case 'EPERM':
      return 'Reading it is not permitted. Give the account that runs the bot permission to read it.'
    case 'ENOTDIR':
      return 'It is a file, not a folder. Name the folder that holds the stories.'
    case 'EISDIR':
      return 'It is a folder, not a file. Name the files in it; in a folder of stories, put the folder itself there and no link to it.'
    case 'ELOOP':
      return 'It is a link that leads back to itself. Point it at a file, or remove it.'
    case NO_FILE:
      return 'It is a pipe, a device or a socket, not a file. Write its content into a file.'
    case NO_NAME:
      return 'Its name holds a line break or another control character, or is not UTF-8. Rename it.'
    case 'EMFILE':
    case 'ENFILE':
      return 'Too many files are open. Try again, or raise the limit for open files.'
    default:
      return `The system says ${code}. Open it by hand to see what is wrong.`
  }
}
