import type { Import } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { numberText } from '../platform/index.ts'
import { LinkButton } from '../ui/index.ts'
import { Fact } from './ImportFacts.tsx'
import { KeptTable } from './KeptTable.tsx'

/** 已撤销: how many cases were taken back, and which stayed and why. */
export function ImportUndone({ file: { counts, kept } }: { file: Import }) {
  const { t } = useTranslation('intake')
  const isDiscarded = counts.committed + counts.known === 0
  return (
    <section className="card import-result">
      <h2>{t(isDiscarded ? 'imports.undone.discarded' : 'imports.undone.title')}</h2>
      {!isDiscarded && (
        <dl className="import-facts">
          <Fact name={t('imports.fact.undone')} value={numberText(counts.undone)} />
          <Fact name={t('imports.fact.kept')} value={numberText(counts.keptOnUndo)} />
        </dl>
      )}
      {kept.length > 0 && (
        <>
          <p>{t('imports.undone.kept')}</p>
          <KeptTable kept={kept} />
        </>
      )}
      <div className="import-acts">
        <LinkButton type="primary" to="/imports">
          {t('imports.done.another')}
        </LinkButton>
      </div>
    </section>
  )
}
