import type { ReportBlock, ReportContent } from '@zhiwei/contract'
import { Sideways } from '../ui/index.ts'
import { DrawingPicture } from './DrawingPicture.tsx'
import { keyed } from './keyed.ts'
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
      {keyed(content.blocks, sayingOf).map(({ key, thing }) => (
        <Block key={key} block={thing} />
      ))}
      <footer className="meta">{content.source}</footer>
    </article>
  )
}

function sayingOf(block: ReportBlock): string {
  if ('text' in block) return block.text
  if (block.kind === 'table') return block.columns.join(' ')
  return block.kind === 'chart' ? block.drawing.label : block.kind
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
          {keyed(rows, (cells) => cells.join(' ')).map(({ key, thing: cells }) => (
            <tr key={key}>
              {columns.map((name, at) => (
                <td key={name} className={sideOf(at)}>
                  {cells[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Sideways>
  )
}
