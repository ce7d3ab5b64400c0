import { expect, test } from 'vitest'
import { libraryOf, STORIES, sketch } from './world.ts'

const WHO = sketch({
  id: 'pandemics',
  title: 'WHO members adopt an agreement on pandemics',
  date: '2025-05-20',
  topics: ['world-health-organization'],
  side: 'Thanks to those who made it, we know what can help, and no test is more needed.',
})
const US = sketch({
  id: 'wolves',
  title: 'Company breeds wolves',
  date: '2025-04-09',
  topics: ['united-states'],
  side: 'You are told that this is good news for us.',
})
const library = libraryOf([...STORIES, WHO, US])

const TALK = `who are you|Who are you?|WHO ARE YOU|who made you|who is this|tell us|give us something|thanks|Thank you so much!|thx
hi|Hello|good morning|how are you?|lol|ok|no|test|help|help me|what can you do|what is this|are you a bot|post something|tell me a joke
news|latest news|what's new|what happened today|show me a story|another one|hola|gracias|noticias|bonjour|merci|ça va|danke|Über
привет|спасибо|что нового|ありがとう|こんにちは|谢谢|你好|شكرا|감사합니다`

test.each(TALK.split(/[|\n]/))('“%s” asks for nothing, and gets the latest stories to choose from', typed => {
  expect(library.find(typed)).toMatchObject({ kind: 'latest', stories: [{ id: 'ivoire' }, {}, {}, {}, {}] })
})

test.each([
  ['WHO', 'pandemics'],
  ['who', 'pandemics'],
  ['the who', 'pandemics'],
  ['WHO news', 'pandemics'],
  ['what is the WHO', 'pandemics'],
  ['us', 'wolves'],
  ['the us', 'wolves'],
  ['us news', 'wolves'],
  ['thanks to those who made it', 'pandemics'],
])('“%s” still names something', (typed, id) => {
  expect(library.find(typed)).toMatchObject({ kind: 'story', story: { id } })
})

test('a story whose title is a greeting is found by it', () => {
  const greeting = sketch({ id: 'hello', title: 'Hello, world', date: '2024-01-01' })
  expect(libraryOf([...STORIES, greeting]).find('hello world')).toMatchObject({ kind: 'story', story: { id: 'hello' } })
})
