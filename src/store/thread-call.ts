import type { Admission, LeaseRequest, Store, Terms } from './store.ts'

/** What the thread of a store can be asked, all of which writes: plain data goes there and comes back. */
export interface ThreadCalls extends Pick<Store, Writing> {
  /** The first step is begun where the request says so: whether it may go was asked before. */
  take(...words: TakeWords): ReturnType<Store['take']>
  /** Does with each of these steps what was decided, if it is still ready; the keys of those that are leased. */
  give(request: Places, decided: readonly Decided[]): Promise<readonly string[]>
  /** Of leases. */
  owners(): Promise<readonly string[]>
  release(owners: readonly string[], now: number): Promise<number>
  close(): Promise<void>
}

type Writing =
  | 'settle'
  | 'hold'
  | 'setBack'
  | 'prune'
  | 'forgetPostings'
  | 'publish'
  | 'moveOn'
  | 'forgetSpace'
  | 'present'
  | 'forgetDigests'

export type TakeWords = readonly [
  claim: Parameters<Store['take']>[0],
  steps: Parameters<Store['take']>[1],
  now: number,
  terms: Omit<Terms, 'begin'>,
  begin: { readonly owner: string; readonly until: number } | undefined,
]

export type Places = Omit<LeaseRequest, 'admit'>

export interface Decided {
  readonly key: string
  readonly admission: Admission
}

export type Method = keyof ThreadCalls

/** One question; the answer has its number. */
export interface Call<Name extends Method = Method> {
  readonly id: number
  readonly method: Name
  readonly words: Parameters<ThreadCalls[Name]>
}

export type Answer =
  /** Of the type that the method promises. */
  | { readonly kind: 'done'; readonly id: number; readonly result: never }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: Failure }
  /** The first thing that is said. */
  | { readonly kind: 'open' }
  | { readonly kind: 'shut'; readonly failure: Failure }

/** An error on its way between threads, which take only its message. */
export interface Failure {
  readonly message: string
  /** Whether it is a `StoreError`. */
  readonly told: boolean
}
