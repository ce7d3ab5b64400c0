import { element, icon } from './element.ts'
import type { Platform } from './protocol.ts'
import { showTime } from './slack/date.ts'
import { drawFace } from './slack/face.ts'

const EYE =
  'M10 4.5c4.3 0 7.1 3 8.2 4.9a1.2 1.2 0 0 1 0 1.2c-1.1 1.9-3.9 4.9-8.2 4.9s-7.1-3-8.2-4.9a1.2 1.2 0 0 1 0-1.2c1.1-1.9 3.9-4.9 8.2-4.9m0 2.25a3.25 3.25 0 1 0 0 6.5 3.25 3.25 0 0 0 0-6.5'
const ALARM =
  'M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16m0 4.2a1 1 0 0 1 1 1v3.6a1 1 0 1 1-2 0V7.2a1 1 0 0 1 1-1m0 6.4a1.15 1.15 0 1 1 0 2.3 1.15 1.15 0 0 1 0-2.3'

/** What a platform tells one person when something went wrong. `at` in milliseconds since 1970. */
export function drawNotice(platform: Platform, words: string, at: number, dismiss: () => void): HTMLElement {
  return platform === 'slack' ? slackNotice(words, at) : discordNotice(words, dismiss)
}

/** Slack speaks as Slackbot. */
function slackNotice(words: string, at: number): HTMLElement {
  return element(
    'div',
    { class: 's-message s-private', role: 'alert' },
    element('div', { class: 's-only' }, icon([EYE], '0 0 20 20'), 'Only visible to you'),
    element('div', { class: 's-side' }, drawFace('Slackbot', false)),
    element(
      'div',
      { class: 's-main' },
      element(
        'div',
        { class: 's-head' },
        element('span', { class: 's-author' }, 'Slackbot'),
        ' ',
        element('time', { class: 's-time' }, showTime(at)),
      ),
      element('div', { class: 's-body' }, words),
    ),
  )
}

function discordNotice(words: string, dismiss: () => void): HTMLElement {
  return element(
    'div',
    { class: 'notice', role: 'alert' },
    element('p', { class: 'notice-words' }, icon([ALARM], '0 0 20 20'), words),
    element(
      'p',
      { class: 'notice-secrecy' },
      icon([EYE], '0 0 20 20'),
      'Only you can see this • ',
      element('button', { type: 'button', class: 'notice-dismiss', onclick: dismiss }, 'Dismiss message'),
    ),
  )
}
