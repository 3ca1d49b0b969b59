import type { CaseDetail, CaseRouting } from '@zhiwei/contract'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePeople } from '../identity/index.ts'
import { useSession } from '../platform/index.ts'
import { FormModal, Instant } from '../ui/index.ts'
import { LaneTag } from './LaneTag.tsx'
import { MoveModal } from './MoveModal.tsx'
import { useCaseRouting, useNameRespondents } from './queries.ts'
import { useHoldingWords } from './use-holding-words.ts'
import { useReasonWords } from './use-reason-words.ts'
import './queue.css'
import { comma } from '../platform/punctuation.ts'

type Props = { complaintCase: CaseDetail }

/** 为什么派给我: how the case came to whom it is with; while it is with nobody, who should have it and why the others should not. */
export function WhyHere({ complaintCase }: Props) {
  const { t } = useTranslation('queue')
  const { user } = useSession()
  const { data: routing } = useCaseRouting(complaintCase.id)
  const holdingWords = useHoldingWords()
  const say = useReasonWords()
  const [open, setOpen] = useState<'move' | 'name'>()
  if (!routing) return null
  const { holding, proposal } = routing
  const title = holding
    ? holding.person.id === user.id
      ? t('why.titleMine')
      : t('why.title', { name: holding.person.name })
    : t('why.nobody')
  return (
    <section className="part why-here">
      <h2>
        {title} <LaneTag lane={routing.lane} />
      </h2>
      {routing.laneReasons.length > 0 && (
        <p className="meta">{t('why.laneWhy', { lane: t(`lane.${routing.lane}`), why: say(routing.laneReasons) })}</p>
      )}
      {holding && (
        <p>
          {holdingWords(holding)} <Instant at={holding.at} />
        </p>
      )}
      {proposal && (
        <p>
          <strong>{t('why.proposal', { name: proposal.person.name })}</strong> <span className="meta">{say(proposal.reasons)}</span>
        </p>
      )}
      {!holding && <Others others={routing.others} />}
      {routing.respondents.length > 0 && (
        <p className="why-respondents">{t('why.respondents', { names: routing.respondents.map(({ name }) => name).join(comma()) })}</p>
      )}
      <span className="why-acts">
        {proposal && routing.can.assign && (
          <Button size="small" onClick={() => setOpen('move')}>
            {t('why.give', { name: proposal.person.name })}
          </Button>
        )}
        {routing.can.name && complaintCase.can.classification?.allowed && (
          <Button size="small" type="text" onClick={() => setOpen('name')}>
            {t('why.name')}
          </Button>
        )}
      </span>
      {open === 'move' && proposal && <MoveModal row={complaintCase} toUserId={proposal.person.id} onClose={() => setOpen(undefined)} />}
      {open === 'name' && <NameModal caseId={complaintCase.id} routing={routing} onClose={() => setOpen(undefined)} />}
    </section>
  )
}

function Others({ others }: Pick<CaseRouting, 'others'>) {
  const { t } = useTranslation('queue')
  const say = useReasonWords()
  if (others.length === 0) return null
  return (
    <details>
      <summary className="meta">{t('why.others')}</summary>
      <ul className="plain meta">
        {others.map(({ person, objections }) => (
          <li key={person.id}>
            {person.name} {say(objections)}
          </li>
        ))}
      </ul>
    </details>
  )
}

type Named = { userIds: string[]; reason: string }

function NameModal({ caseId, routing, onClose }: { caseId: string; routing: CaseRouting; onClose: () => void }) {
  const { t } = useTranslation('queue')
  const name = useNameRespondents(caseId)
  const people = usePeople()
  const options = (people.data?.rows ?? []).map((one) => ({
    value: one.id,
    label: one.unitName ? `${one.name} · ${one.unitName}` : one.name,
  }))
  return (
    <FormModal<Named>
      open
      title={t('why.name')}
      okText={t('why.save')}
      initialValues={{ userIds: routing.respondents.map(({ id }) => id) }}
      onSubmit={(values) => name.mutateAsync(values)}
      onClose={onClose}
    >
      <p className="meta">{t('why.nameHint')}</p>
      <Form.Item name="userIds" label={t('why.people')}>
        <Select mode="multiple" options={options} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="reason" label={t('why.reason')} rules={[{ required: true, whitespace: true, message: t('why.reasonRequired') }]}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </FormModal>
  )
}
