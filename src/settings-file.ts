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
