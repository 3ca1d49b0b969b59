import type { Import } from '@zhiwei/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { numberText, useFormat } from '../platform/index.ts'

/** What was found in the file, in four numbers. */
export function ImportFacts({ file: { counts, dates, source } }: { file: Import }) {
  const { t } = useTranslation('intake')
  const format = useFormat()
  return (
    <dl className="card import-facts">
      <Fact name={t('imports.fact.rows')} value={numberText(counts.rows)} />
      <Fact name={t('imports.fact.good')} value={numberText(counts.good)} />
      <Fact name={t('imports.fact.bad')} value={numberText(counts.bad)} isBad={counts.bad > 0} />
      {dates && (
        <Fact
          name={t('imports.fact.dates')}
          value={
            <>
              <span className="figures">{format.date(dates.from)}</span>
              <span className="import-range"> {t('imports.to')} </span>
              <span className="figures">{format.date(dates.to)}</span>
            </>
          }
          isText
        />
      )}
      {source && <Fact name={t('imports.fact.source')} value={sourceText(source)} isText />}
    </dl>
  )
}

/** `xlsx:明细` → `Excel · 明细`, `gb18030` → `GB18030`. */
const sourceText = (source: string) => (source.startsWith('xlsx:') ? `Excel · ${source.slice(5)}` : source.toUpperCase())

export function Fact({
  name,
  value,
  isBad = false,
  isText = false,
}: {
  name: string
  value: ReactNode
  isBad?: boolean
  isText?: boolean
}) {
  return (
    <div className={`import-fact${isBad ? ' is-bad' : ''}${isText ? ' is-text' : ''}`}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
