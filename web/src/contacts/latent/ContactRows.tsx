import type { ContactRow } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ratioText, useRowCursor } from '../../platform/index.ts'
import { Instant, StageMark } from '../../ui/index.ts'
import { useContactWords } from '../use-words.ts'

type Props = { rows: readonly ContactRow[]; onOpen: (id: string) => void; label: string }

/** 联络: what customers said, newest first. */
export function ContactRows({ rows, onOpen, label }: Props) {
  const { t } = useTranslation('contacts')
  const words = useContactWords()
  const { rowProps } = useRowCursor(rows, { open: ({ id }) => onOpen(id) })
  return (
    <ol className="card choice-list" aria-label={label}>
      {rows.map((row, at) => (
        <li key={row.id} {...rowProps(at)}>
          <article className="latent-line">
            <p className="latent-head">
              {row.reading && <span className="latent-share figures">{ratioText(row.reading.unhappy, 0)}</span>}
              {row.customer ? (
                <Link to={`/customers/${row.customer.id}`}>{row.customer.name || t('unnamed')}</Link>
              ) : (
                <span className="meta">{t('anonymous')}</span>
              )}
              {row.reading && row.reading.stage > 1 && <StageMark stage={row.reading.stage} />}
              <span className="meta">{words.channel(row.channel)}</span>
              {row.score !== null && <span className="meta">{t('score', { score: row.score, max: row.scoreMax })}</span>}
              {row.verdict && <span className="latent-verdict">{t(`verdict.${row.verdict}`)}</span>}
              <span className="latent-end">
                <Instant at={row.at} />
              </span>
            </p>
            <button type="button" className="latent-said" onClick={() => onOpen(row.id)}>
              {row.excerpt}
            </button>
          </article>
        </li>
      ))}
    </ol>
  )
}
