import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ratioText } from '../../platform/index.ts'
import { Instant, StatusTag, useProblemWords } from '../../ui/index.ts'
import { isAllowed } from '../acts/availability.ts'
import { useSendAct } from '../acts/use-send-act.ts'
import { useSimilarCases } from '../analysis/queries.ts'
import { useCaseOnPage } from '../case-context.ts'
import './similar.css'

const shownFirst = 4

/** 疑似同一件事: the same matter told by other people in nearly the same words; a person decides whether they belong together. */
export function SameMatter() {
  const { t } = useTranslation('cases')
  const { complaintCase } = useCaseOnPage()
  const { data } = useSimilarCases(complaintCase.id)
  const [isWhole, setWhole] = useState(false)
  const linked = new Set(complaintCase.links.map(({ caseId }) => caseId))
  const rows = (data?.sameMatter.rows ?? []).filter(({ id }) => !linked.has(id))
  if (!data || rows.length === 0) return null
  const { people, capped } = data.sameMatter
  return (
    <section className="part" aria-label={t('similar.sameMatter')}>
      <h2>{t('similar.sameMatter')}</h2>
      <p className="same-count">{t(capped ? 'similar.peopleAtLeast' : 'similar.people', { count: people })}</p>
      <ul className="plain case-links">
        {rows.slice(0, isWhole ? rows.length : shownFirst).map((row) => (
          <li key={row.id}>
            <span className="case-link">
              <Link to={`/cases/${row.id}`}>{row.number}</Link>
              <StatusTag status={row.status} />
              <span className="meta">
                <Instant at={row.receivedAt} />
              </span>
            </span>
            <span>{row.subject}</span>
            <span className="case-link">
              <span className="meta">{t('similar.sameness', { share: ratioText(row.sameness) })}</span>
              <LinkCase caseId={row.id} number={row.number} />
            </span>
          </li>
        ))}
      </ul>
      {rows.length > shownFirst && (
        <Button type="link" size="small" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('story.fold') : t('similar.more', { count: rows.length - shownFirst })}
        </Button>
      )}
    </section>
  )
}

/** 关联: both keep their own way; the link stands on both. */
function LinkCase({ caseId, number }: { caseId: string; number: string }) {
  const { t } = useTranslation('cases')
  const { complaintCase } = useCaseOnPage()
  const { message } = App.useApp()
  const words = useProblemWords()
  const send = useSendAct()
  if (!isAllowed(complaintCase, 'links')) return null
  return (
    <Button
      size="small"
      loading={send.isPending}
      aria-label={t('similar.linkOf', { number })}
      onClick={() =>
        send.mutate(
          { form: { noun: 'links' }, body: { kind: 'related', caseId, reason: t('similar.linkReason'), version: complaintCase.version } },
          {
            onSuccess: () => void message.success(t('similar.linked', { number })),
            onError: (error) => void message.error(words(error).title),
          },
        )
      }
    >
      {t('similar.link')}
    </Button>
  )
}
