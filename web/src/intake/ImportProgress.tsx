import type { Import } from '@zhiwei/contract'
import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { numberText } from '../platform/index.ts'

/** The server reads, writes, or takes back; one may leave the page meanwhile. */
export function ImportProgress({ file }: { file: Import }) {
  const { t } = useTranslation('intake')
  const { what, done, total } = progressOf(file)
  return (
    <section className="card import-progress" aria-live="polite">
      <h2>{t(`imports.progress.${what}`)}</h2>
      {total ? <Progress percent={Math.floor((done / total) * 100)} status="active" /> : <div className="import-running" />}
      <p className="figures">
        {what === 'reading'
          ? t('imports.progress.read', { count: done, shown: numberText(done) })
          : t(`imports.progress.${what}Done`, { done: numberText(done), total: numberText(total ?? 0) })}
      </p>
      <p className="meta">{t(`imports.progress.${what === 'undoing' ? 'leaveUndoing' : 'leave'}`)}</p>
    </section>
  )
}

function progressOf({ state, counts }: Import): { what: 'reading' | 'writing' | 'undoing'; done: number; total?: number } {
  if (state === 'committing') return { what: 'writing', done: counts.committed + counts.known, total: counts.good }
  if (state === 'undone') return { what: 'undoing', done: counts.undone + counts.keptOnUndo, total: counts.committed }
  return { what: 'reading', done: counts.rows }
}
