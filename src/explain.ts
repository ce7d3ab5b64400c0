import { AdapterError } from './adapters/adapter.ts'
import { ConfigError } from './config.ts'
import { StoreError } from './store/store.ts'

/** What is said of an error that ends the program: what happened, then what to do. */
export function explain(error: unknown): string {
  if (error instanceof ConfigError) return ['The settings are not right:', ...error.problems].join('\n  ')
  if (error instanceof StoreError || error instanceof AdapterError) return error.message
  const what = error instanceof Error ? error.message : String(error)
  return `Counterpoint stopped because of an error in itself: ${what}. What was under way is kept and goes on at the next start. Please report this at the project's issue tracker.`
}
