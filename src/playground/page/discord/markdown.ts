import { element } from '../element.ts'
import { drawTime } from './clock.ts'
import type { Span } from './markdown-span.ts'
import { type Block, type List, readTree } from './markdown-tree.ts'
import { mentioned, type Reading } from './names.ts'
import { coverText } from './spoiler.ts'

/** Discord's markdown as elements. */
export function drawMarkdown(source: string, reading: Reading): HTMLElement {
  return element('div', { class: 'd-text' }, ...readTree(source).map(block => drawBlock(block, reading)))
}

function drawBlock(block: Block, reading: Reading): HTMLElement {
  switch (block.kind) {
    case 'lines':
      return drawLines(block.spans, reading)
    case 'heading':
      // All of one level to screen readers: a message may begin with a small one, and no level may be skipped on a page.
      return element('h4', { class: `d-heading-${block.level}` }, ...drawSpans(block.spans, reading))
    case 'subtext':
      return element('div', { class: 'd-subtext' }, ...drawSpans(block.spans, reading))
    case 'code-block':
      return element('pre', { class: 'd-code-block', tabindex: 0 }, element('code', {}, block.text))
    case 'quote': {
      const inside = block.blocks.map(inner => drawBlock(inner, reading))
      return element('blockquote', { class: 'd-quote' }, ...inside)
    }
    case 'list':
      return drawList(block, reading)
  }
}

/** A line feed at the end of a block draws nothing by itself; a second one makes it the empty line that it is. */
function drawLines(spans: readonly Span[], reading: Reading): HTMLElement {
  const last = spans.at(-1)
  const open = last === undefined || (last.kind === 'text' && last.text.endsWith('\n'))
  return element('div', { class: 'd-lines' }, ...drawSpans(spans, reading), open && '\n')
}

function drawList({ start, items }: List, reading: Reading): HTMLElement {
  const drawn = items.map(item =>
    element('li', {}, ...drawSpans(item.spans, reading), ...item.inner.map(inner => drawList(inner, reading))),
  )
  return start === undefined
    ? element('ul', { class: 'd-list' }, ...drawn)
    : element('ol', { class: 'd-list', start }, ...drawn)
}

function drawSpans(spans: readonly Span[], reading: Reading): readonly Node[] {
  return spans.map(span => drawSpan(span, reading))
}

function drawSpan(span: Span, reading: Reading): Node {
  switch (span.kind) {
    case 'text':
      return document.createTextNode(span.text)
    case 'bold':
      return element('strong', {}, ...drawSpans(span.spans, reading))
    case 'italic':
      return element('em', {}, ...drawSpans(span.spans, reading))
    case 'underline':
      return element('u', {}, ...drawSpans(span.spans, reading))
    case 'strike':
      return element('s', {}, ...drawSpans(span.spans, reading))
    case 'spoiler':
      return coverText(drawSpans(span.spans, reading))
    case 'code':
      return element('code', { class: 'd-code' }, span.text)
    case 'link':
      return drawLink(span.url, drawSpans(span.spans, reading))
    case 'mention':
      return element('span', { class: 'd-pill' }, mentioned(span.of, span.id, reading))
    case 'pill':
      return element('span', { class: 'd-pill' }, span.text)
    case 'time':
      return drawTime(span.seconds, span.style, reading.now)
  }
}

/** A link that leaves the page. `url` is an address of the web. */
export function drawLink(url: string, children: readonly (Node | string)[], look = 'd-link'): HTMLElement {
  return element('a', { class: look, href: url, rel: 'noopener noreferrer', target: '_blank', title: url }, ...children)
}
