import type { Import } from '@zhiwei/contract'
import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { numberText } from '../platform/index.ts'

/** The server reads, or writes; one may leave the page meanwhile. */
export function ImportProgress({ file: { state, counts } }: { file: Import }) {
  const { t } = useTranslation('intake')
  const isWriting = state === 'committing'
  const done = isWriting ? counts.committed + counts.known : counts.rows
  const ratio = isWriting && counts.good > 0 ? done / counts.good : undefined
  return (
    <section className="card import-progress" aria-live="polite">
      <h2>{t(isWriting ? 'imports.progress.writing' : 'imports.progress.reading')}</h2>
      {ratio === undefined ? <div className="import-running" /> : <Progress percent={Math.floor(ratio * 100)} status="active" />}
      <p className="figures">
        {isWriting
          ? t('imports.progress.written', { done: numberText(done), total: numberText(counts.good) })
          : t('imports.progress.read', { count: done, shown: numberText(done) })}
      </p>
      <p className="meta">{t('imports.progress.leave')}</p>
    </section>
  )
}
