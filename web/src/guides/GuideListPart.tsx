import { type GuideProposal, GuideState } from '@zhiwei/contract'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useMay, useRowCursor } from '../platform/index.ts'
import { EmptyState, Pager, ProblemNotice, ReasonModal, TableBones } from '../ui/index.ts'
import { NewGuideModal } from './NewGuideModal.tsx'
import { useGuideActs, useGuideProposals, useGuides } from './queries.ts'
import './guides.css'

/** 客户指南: what is proposed where misuse piles up, and the guides there are. */
export function GuideListPart() {
  const { t } = useTranslation('guides')
  const navigate = useNavigate()
  const manages = useMay('knowledge:manage')
  const [state, setState] = useState<GuideState>()
  const [cursor, setCursor] = useState<string>()
  const [writing, setWriting] = useState<string>()
  const guides = useGuides({ state, cursor })
  const rows = guides.data?.rows ?? []
  const { rowProps } = useRowCursor(rows, { open: ({ id }) => void navigate(`/guides/${id}`) })
  return (
    <>
      {manages && <Proposals onWrite={setWriting} />}
      {manages && (
        <div className="guide-bar">
          <Select
            allowClear
            className="guide-filter"
            aria-label={t('states')}
            placeholder={t('states')}
            value={state ?? null}
            options={GuideState.options.map((value) => ({ value, label: t(`state.${value}`) }))}
            onChange={(next) => {
              setState(next ?? undefined)
              setCursor(undefined)
            }}
          />
          <Button onClick={() => setWriting('')}>{t('new')}</Button>
        </div>
      )}
      {guides.isPending && <TableBones />}
      {guides.isError && <ProblemNotice problem={guides.error} onRetry={guides.refetch} />}
      {guides.data && rows.length === 0 && <EmptyState title={t('empty')} detail={t('emptyDetail')} />}
      {guides.data && rows.length > 0 && (
        <>
          <ol className="card choice-list" aria-label={t('title')}>
            {rows.map((guide, at) => (
              <li key={guide.id} {...rowProps(at)}>
                <Link to={`/guides/${guide.id}`} className="choice-line">
                  <b>{guide.title}</b>
                  <span className="meta">
                    {[guide.product, t(`state.${guide.state}`), guide.publishedNo && t('no', { no: guide.publishedNo })]
                      .filter(Boolean)
                      .join(' · ')}
                    {guide.publishedNo !== null && ` · ${t('views', { lately: guide.views.lately, all: guide.views.all })}`}
                  </span>
                </Link>
              </li>
            ))}
          </ol>
          <Pager cursor={cursor} nextCursor={guides.data.nextCursor} total={guides.data.total} onChange={setCursor} />
        </>
      )}
      {writing !== undefined && (
        <NewGuideModal product={writing} onDone={(id) => void navigate(`/guides/${id}`)} onClose={() => setWriting(undefined)} />
      )}
    </>
  )
}

function Proposals({ onWrite }: { onWrite: (product: string) => void }) {
  const { t } = useTranslation('guides')
  const proposals = useGuideProposals(true)
  const rows = proposals.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <section className="card guide-part" aria-labelledby="guide-proposals">
      <h2 id="guide-proposals">{t('proposals')}</h2>
      <p className="meta">{t('proposalsHint')}</p>
      <ul className="guide-proposals">
        {rows.map((proposal) => (
          <Proposal key={proposal.product} proposal={proposal} onWrite={onWrite} />
        ))}
      </ul>
    </section>
  )
}

function Proposal({ proposal, onWrite }: { proposal: GuideProposal; onWrite: (product: string) => void }) {
  const { t } = useTranslation('guides')
  const { dismiss } = useGuideActs()
  const [isDismissing, setDismissing] = useState(false)
  const { product, expectation, customerUse, all, cases } = proposal
  return (
    <li>
      <div>
        <b>{product}</b>
        <p className="meta">{t('piled', { use: expectation + customerUse, all, expectation, customerUse })}</p>
        <p className="guide-cases">
          {cases.map(({ id, number }) => (
            <Link key={id} to={`/cases/${id}`}>
              {number}
            </Link>
          ))}
        </p>
      </div>
      <div className="guide-acts">
        <Button size="small" type="primary" onClick={() => onWrite(product)}>
          {t('write')}
        </Button>
        <Button size="small" onClick={() => setDismissing(true)}>
          {t('notNow')}
        </Button>
      </div>
      <ReasonModal
        open={isDismissing}
        title={t('dismissTitle', { product })}
        consequence={t('dismissHint')}
        okText={t('notNow')}
        onConfirm={(reason) => dismiss.mutateAsync({ product, reason })}
        onClose={() => setDismissing(false)}
      />
    </li>
  )
}
