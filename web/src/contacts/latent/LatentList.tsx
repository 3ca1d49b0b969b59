import type { LatentRow } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCatalogueName, useTextWords } from '../../classification/index.ts'
import { ratioText, useMay, useRowCursor } from '../../platform/index.ts'
import { DueBadge, Instant, ReasonModal, StageMark } from '../../ui/index.ts'
import { dismissLatent, useRefresh } from '../queries.ts'
import { tellingReasons, useContactWords } from '../use-words.ts'

type Props = { rows: LatentRow[]; onOpen: (contactId: string) => void }

/** 隐性客户: who, how probable, why, and who calls. `j` `k` move, `Enter` opens what was said. */
export function LatentRows({ rows, onOpen }: Props) {
  const { t } = useTranslation('contacts')
  const { rowProps } = useRowCursor(rows, { open: ({ contactId }) => onOpen(contactId) })
  return (
    <ol className="card choice-list" aria-label={t('latent.title')}>
      {rows.map((row, at) => (
        <li key={row.id} {...rowProps(at)}>
          <Line row={row} onOpen={() => onOpen(row.contactId)} />
        </li>
      ))}
    </ol>
  )
}

function Line({ row, onOpen }: { row: LatentRow; onOpen: () => void }) {
  const { t } = useTranslation('contacts')
  const words = useContactWords()
  const text = useTextWords()
  const categoryName = useCatalogueName('categories')
  return (
    <article className="latent-line">
      <p className="latent-head">
        <span className="latent-share figures" title={t('latent.probability')}>
          {ratioText(row.probability, 0)}
        </span>
        <Link to={`/customers/${row.customer.id}`}>{row.customer.name || t('unnamed')}</Link>
        <StageMark stage={row.stage} />
        {row.saysComplaint && <span className="latent-says">{t('latent.saysComplaint')}</span>}
        <span className="meta">{words.channel(row.channel)}</span>
        {row.contacts > 1 && <span className="meta">{t('latent.contacts', { count: row.contacts })}</span>}
        <span className="latent-end">
          <Instant at={row.lastContactAt} />
        </span>
      </p>
      <button type="button" className="latent-said" onClick={onOpen}>
        {row.excerpt}
      </button>
      <p className="latent-foot">
        {tellingReasons(row.reasons).map((reason) => (
          <span key={reason.code} className="latent-reason">
            {words.reason(reason)}
          </span>
        ))}
        {row.signals.map((signal) => (
          <span key={signal} className="latent-reason is-signal">
            {text.word('signal', signal)}
          </span>
        ))}
        <span className="meta">
          {[row.product, row.node, row.region, row.category && categoryName(row.category)].filter(Boolean).join(' · ')}
        </span>
        <span className="latent-end">
          <State row={row} />
        </span>
      </p>
    </article>
  )
}

function State({ row }: { row: LatentRow }) {
  const { t } = useTranslation('contacts')
  const refresh = useRefresh()
  const mayCare = useMay('care:handle')
  const [isAsking, setAsking] = useState(false)
  if (row.caseId) return <Link to={`/cases/${row.caseId}`}>{t('latent.becameCase')}</Link>
  if (row.state === 'inCare' && row.task)
    return (
      <Link className="latent-task" to={`/care?of=all&task=${row.task.id}`}>
        {row.task.owner?.name ?? t('latent.inCare')} <DueBadge dueAt={row.task.dueAt} />
      </Link>
    )
  if (row.state !== 'waiting') return <span className="meta">{row.ended ? t(`ended.${row.ended}`) : t(`state.${row.state}`)}</span>
  return (
    <>
      <span className="meta">{t('state.waiting')}</span>
      {mayCare && (
        <Button size="small" type="text" onClick={() => setAsking(true)}>
          {t('latent.dismiss')}
        </Button>
      )}
      <ReasonModal
        open={isAsking}
        title={t('latent.dismissTitle')}
        consequence={t('latent.dismissDetail')}
        okText={t('latent.dismiss')}
        onConfirm={async (reason) => {
          await dismissLatent(row.id, reason, row.version)
          await refresh()
        }}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
