import { join, type Names, type Reading, readInline, said } from './markdown-inline.ts'

const FENCE = /(?<!\\)```(?:[\w+.#-]+\n)?\n*([^\n][\s\S]*?)\n*```/
const HEADING = /^ *#{1,3}\s+(?!#+\s)(.+?)#*\s*$/
const SUBTEXT = /^ *-#\s+(?=\S)(.+)$/
const BULLET = /^( *)[-*] +(?=\S)(.+)$/
const NUMBER = /^( *\d+\. +)(.+)$/

/**
 * Discord's markdown as its reader has it: markers removed, escapes resolved, mentions and timestamps by what they show.
 * https://support.discord.com/hc/en-us/articles/210298617
 */
export function readMarkdown(source: string, names: Names): Reading {
  const fence = FENCE.exec(source)
  if (!fence) return readLines(source, names)
  const before = source.slice(0, fence.index)
  const after = source.slice(fence.index + fence[0].length)
  const around = (text: string) => (text === '' ? [] : [readMarkdown(text, names)])
  return join([...around(before.replace(/\n$/, '')), said(fence[1] ?? ''), ...around(after.replace(/^\n/, ''))], '\n')
}

function readLines(source: string, names: Names): Reading {
  const lines = source.split('\n')
  const blocks: Reading[] = []
  const plain: string[] = []
  const flush = () => {
    // Emphasis may run over several plain lines, so they are read together.
    if (plain.length > 0) blocks.push(readInline(plain.splice(0).join('\n'), names))
  }
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (line.startsWith('>>> ')) {
      flush()
      blocks.push(readLines([line.slice(4), ...lines.slice(at + 1)].join('\n'), names))
      break
    }
    if (line.startsWith('> ')) {
      flush()
      const quoted: string[] = []
      for (; lines[at]?.startsWith('> '); at += 1) quoted.push((lines[at] ?? '').slice(2))
      at -= 1
      blocks.push(readLines(quoted.join('\n'), names))
      continue
    }
    const marked = readMarkedLine(line, names)
    if (!marked) {
      plain.push(line)
      continue
    }
    flush()
    blocks.push(marked)
  }
  flush()
  return join(blocks, '\n')
}

/** A line that begins with a marker of its own; undefined for an ordinary one. */
function readMarkedLine(line: string, names: Names): Reading | undefined {
  const whole = HEADING.exec(line) ?? SUBTEXT.exec(line)
  if (whole) return readInline(whole[1] ?? '', names)
  const bullet = BULLET.exec(line)
  if (bullet) return join([said(`${bullet[1]}• `), readInline(bullet[2] ?? '', names)], '')
  const numbered = NUMBER.exec(line)
  if (numbered) return join([said(numbered[1] ?? ''), readInline(numbered[2] ?? '', names)], '')
  return undefined
}
