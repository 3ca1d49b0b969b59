import { useTranslation } from 'react-i18next'
import { ProblemNotice, TableBones } from '../ui/index.ts'
import { useLoads } from './queries.ts'

/** 情绪负荷: what weighs on me, and for whoever leads a team on each of its members; with what to do. */
export function LoadPart() {
  const { t } = useTranslation('coaching')
  const loads = useLoads()
  if (loads.isPending) return <TableBones />
  if (loads.isError) return <ProblemNotice problem={loads.error} onRetry={loads.refetch} />
  return (
    <>
      <p className="meta">{t('load.hint')}</p>
      <ul className="card coaching-list" aria-label={t('part.load')}>
        {loads.data.rows.map((load) => (
          <li key={load.person.id} data-level={load.level}>
            <header className="coaching-head">
              <strong>{load.person.name}</strong>
              {load.isSelf && <span className="meta">{t('load.me')}</span>}
              <span className="coaching-state figures">
                {t('load.index', { index: load.index })} · {t(`load.level.${load.level}`)}
              </span>
            </header>
            <p className="meta">
              {[
                t('load.stage4', { count: load.stage4 }),
                t('load.stage5', { count: load.stage5 }),
                t('load.insults', { count: load.insults }),
                t('load.overtime', { count: load.overtimeHours }),
              ].join(' · ')}
            </p>
            {load.level !== 'light' && <p>{t(`load.do.${load.level}`)}</p>}
          </li>
        ))}
      </ul>
    </>
  )
}
