import type { DatabaseSync } from 'node:sqlite'

/** Puts `count` posted steps, four to a claim, into the tables: what a bot of some age has in its store. */
export function fillSettled(database: DatabaseSync, count: number): void {
  const numbers = `with recursive n(i) as (values (0) union all select i + 1 from n where i < ${count - 1})`
  const payload = 'x'.repeat(400)
  database.exec(`begin;
    insert into claim (id, claimed_at) ${numbers} select 'old' || i, 1000 + i from n where i < ${count / 4};
    insert into step (key, claim, position, kind, lane, channel, payload, under, expires_at, state, attempts,
      first_try_at, next_try_at, receipt_channel, receipt_message, kept_at, settled_at)
    ${numbers} select 'old' || i, 'old' || (i / 4), i % 4, 'post', 'slack/T01', 'c' || (i % 500), '${payload}',
      case when i % 4 > 0 then 'old' || (i - i % 4) end, 900000, 'posted', 1, 1000 + i, 1000 + i, 'c', 'm' || i,
      1000 + i / 4, 2000 + i from n;
    commit`)
}
