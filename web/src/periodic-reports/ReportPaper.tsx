import type { ReportBlock, ReportContent } from '@zhiwei/contract'
import { Sideways } from '../ui/index.ts'
import { DrawingPicture } from './DrawingPicture.tsx'
import './periodic-reports.css'

/** 报告正文 as it is printed, block by block. */
export function ReportPaper({ content }: { content: ReportContent }) {
  return (
    <article className="card report-paper">
      <header>
        <h2>{content.title}</h2>
        <p className="meta">
          {content.company}　{content.period}
        </p>
      </header>
      {content.blocks.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a report never change places
        <Block key={at} block={block} />
      ))}
      <footer className="meta">{content.source}</footer>
    </article>
  )
}

function Block({ block }: { block: ReportBlock }) {
  switch (block.kind) {
    case 'heading':
      return <h3>{block.text}</h3>
    case 'text':
      return <p>{block.text}</p>
    case 'small':
      return <p className="meta">{block.text}</p>
    case 'page':
      return <hr />
    case 'chart':
      return <DrawingPicture drawing={block.drawing} />
    case 'cards':
      return (
        <dl className="report-cards">
          {block.cards.map((card) => (
            <div key={card.name} className={`report-card report-${card.tone}`}>
              <dt className="meta">{card.name}</dt>
              <dd>
                <strong className="figures">{card.value}</strong>
                <span className="meta figures">{card.range}</span>
                <span className="report-since figures">{card.since}</span>
              </dd>
            </div>
          ))}
        </dl>
      )
    case 'table':
      return <Table {...block} />
  }
}

function Table({ columns, rows, numbers }: Extract<ReportBlock, { kind: 'table' }>) {
  const sideOf = (at: number) => (numbers.includes(at) ? 'report-number figures' : '')
  return (
    <Sideways label={columns.join(' · ')}>
      <table className="report-table">
        <thead>
          <tr>
            {columns.map((name, at) => (
              <th key={name} scope="col" className={sideOf(at)}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a printed table never changes
            <tr key={row}>
              {cells.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a printed table never changes
                <td key={at} className={sideOf(at)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Sideways>
  )
}
