import type { Sent } from '../store/ledger.ts'

/** Where it stands, to be opened in a browser; undefined where the guild or workspace is not known. */
export function linkOf({ lane, space, root }: Pick<Sent, 'lane' | 'space' | 'root'>): string | undefined {
  if (root === undefined) return undefined
  const [platform, installation = ''] = lane.split('/')
  // https://docs.slack.dev/interactivity/deep-linking: to the channel; the address of a message holds the workspace's own name.
  if (platform === 'slack')
    return `https://slack.com/app_redirect?team=${space ?? installation}&channel=${root.channel}`
  return space === undefined ? undefined : `https://discord.com/channels/${space}/${root.channel}/${root.message}`
}
