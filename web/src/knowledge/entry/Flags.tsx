import type { KnowledgeDetail, KnowledgeFlag } from '@zhiwei/contract'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Instant, LinkButton } from '../../ui/index.ts'
import { LawName } from '../Marks.tsx'

/** 法规变动: what waits to be looked at, and what was decided of earlier changes. */
export function Flags({ entry }: { entry: KnowledgeDetail }) {
  const { t } = useTranslation('knowledge')
  const open = entry.allFlags.filter(({ clearedAt }) => clearedAt === null)
  const past = entry.allFlags.filter(({ clearedAt }) => clearedAt !== null)
  if (entry.allFlags.length === 0) return null
  return (
    <section className="kb-flags" aria-label={t('flags.title')}>
      {open.map((flag) => (
        <Alert
          key={flag.id}
          type="warning"
          showIcon
          title={<Said flag={flag} />}
          description={t('flags.what')}
          action={flag.kind === 'text' ? <LinkButton to={`/knowledge/laws/${flag.law.id}`}>{t('flags.compare')}</LinkButton> : undefined}
        />
      ))}
      {past.length > 0 && (
        <ul className="plain meta">
          {past.map((flag) => (
            <li key={flag.id}>
              <Said flag={flag} /> → {t(`flags.verdict.${flag.verdict ?? 'kept'}`)} {flag.clearedBy?.name}{' '}
              {flag.clearedAt && <Instant at={flag.clearedAt} />} {flag.note}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Said({ flag }: { flag: KnowledgeFlag }) {
  const { t } = useTranslation('knowledge')
  return (
    <span>
      <LawName law={flag.law} /> {flag.kind === 'text' && t('flags.text', { no: flag.textNo })}
    </span>
  )
}
