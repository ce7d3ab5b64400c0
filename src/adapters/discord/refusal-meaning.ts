const MISTAKE = 'This is a mistake in Counterpoint. Please report it with the name of the story.'
const OTHER_KIND = 'Use a text channel, an announcement channel or a forum.'
const TIME_IS_OVER = 'The time to answer is over'
const FILTER = 'Somebody who manages the server can change the filter under "Safety Setup", "AutoMod".'

/**
 * What Discord's error codes mean, as a sentence without its stop, and what a person can do about it.
 * https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
 */
export const MEANINGS: Readonly<Record<number, readonly [what: string, remedy: string]>> = {
  10003: ['The channel is gone', 'Use another one.'],
  10004: ['The bot is not in that server', 'Invite it again.'],
  10008: ['The message is gone', 'Ask again.'],
  10015: [TIME_IS_OVER, 'Ask again.'],
  10062: [TIME_IS_OVER, 'Discord waits three seconds for an answer. Ask again.'],
  40005: ['The message is larger than Discord takes', MISTAKE],
  40033: ['The message is published already', 'Nothing has to be done.'],
  40058: ['A forum takes posts and no messages', 'Set the digest anew, or ask in one of its posts.'],
  40060: ['What was asked is answered already', 'Ask again if you do not see the answer.'],
  40066: [
    'The forum wants a tag, and has none that the bot may give',
    'Add a tag that everybody may use in the forum\'s settings, or give the bot "Manage Threads" there.',
  ],
  40067: [
    'The forum wants a tag',
    'Add tags that are called like topics, or switch "Require people to select tags" off.',
  ],
  50001: [
    'The bot does not see that channel',
    'Give it "View Channel" there; if it was removed from the server, invite it again.',
  ],
  50006: ['The message was empty', MISTAKE],
  50008: ['No messages can be posted there', OTHER_KIND],
  50013: [
    'The bot may not post there',
    'Give it "Send Messages", "Create Public Threads" and "Send Messages in Threads".',
  ],
  50024: ['That cannot be done in this kind of channel', OTHER_KIND],
  50027: [TIME_IS_OVER, 'Ask again.'],
  50035: ['The message is not made as Discord wants it', MISTAKE],
  50083: ['The thread is archived', 'Open it again, or ask in the channel.'],
  160002: ['The bot may not read what was said before, so it cannot reply', 'Give it "Read Message History" there.'],
  160004: ['The message has a thread already', 'Nothing has to be done.'],
  160005: ['The thread is locked', 'Unlock it, or ask in the channel.'],
  160006: ['The server has as many open threads as Discord allows', 'Archive some.'],
  200000: ['A filter of the server does not let the message through', FILTER],
  200001: ['A filter of the server does not let the title through', FILTER],
}
