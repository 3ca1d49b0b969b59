import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { type Block, blocksOf } from './blocks.ts'

/** `../pictures/case.jpg` → its address in the build. */
const pictures = import.meta.glob<string>('../../../docs/guide/help/pictures/*.jpg', { query: '?url', import: 'default', eager: true })
const pictureOf = (src: string) => pictures[`../../../docs/guide/help/pictures/${src.split('/').at(-1)}`]

type Props = { markdown: string; onTopic: (section: string) => void }

/** One guide as people read it; a link to another guide opens it in the same place, one to a page goes there. */
export function Guide({ markdown, onTopic }: Props) {
  return (
    <article className="guide">
      {blocksOf(markdown).map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block is where it stands
        <Part key={at} block={block} onTopic={onTopic} />
      ))}
    </article>
  )
}

function Part({ block, onTopic }: { block: Block; onTopic: Props['onTopic'] }) {
  const words = (text: string) => inline(text, onTopic)
  switch (block.kind) {
    case 'heading': {
      const id = block.id && `guide-${block.id}`
      return block.level === 1 ? <h2 id={id}>{block.text}</h2> : <h3 id={id}>{block.text}</h3>
    }
    case 'paragraph':
      return <p>{words(block.text)}</p>
    case 'list': {
      const items = block.items.map((text) => <li key={text}>{words(text)}</li>)
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
    case 'picture': {
      const src = pictureOf(block.src)
      return src ? <img src={src} alt={block.label} loading="lazy" /> : null
    }
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {block.head.map((cell) => (
                <th key={cell} scope="col">
                  {words(cell)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row) => (
              <tr key={row.join()}>
                {row.map((cell) => (
                  <td key={cell}>{words(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )
  }
}

const marked = /(\*\*[^*]+\*\*|`[^`]+`|\[[^\]]+\]\([^)\s]+\))/

function inline(text: string, onTopic: Props['onTopic']): ReactNode[] {
  return text.split(marked).map((part, at) => {
    const key = `${at}${part}`
    if (part.startsWith('**')) return <strong key={key}>{part.slice(2, -2)}</strong>
    if (part.startsWith('`')) return <kbd key={key}>{part.slice(1, -1)}</kbd>
    const link = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part)
    return link ? <Reference key={key} words={link[1] ?? ''} to={link[2] ?? ''} onTopic={onTopic} /> : part
  })
}

function Reference({ words, to, onTopic }: { words: string; to: string; onTopic: Props['onTopic'] }) {
  const guide = /^([\w-]+)\.md(?:#([\w-]+))?$/.exec(to)
  if (guide)
    return (
      <button type="button" className="guide-link" onClick={() => onTopic(`${guide[1]}#${guide[2] ?? ''}`)}>
        {words}
      </button>
    )
  return to.startsWith('/') ? <Link to={to}>{words}</Link> : words
}
