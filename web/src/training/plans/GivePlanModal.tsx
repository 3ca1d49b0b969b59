import type { GapMeasure, TrainingPlanInput, TrainingPlanKind, TrainingProposal } from '@zhiwei/contract'
import { App, Button, Form, Input, Modal, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { PersonSelect } from '../../identity/index.ts'
import { ProblemNotice } from '../../ui/index.ts'
import { givePlan, useProposal, useRefreshTraining } from '../queries.ts'

type Props = {
  userId: string
  name: string
  kind: TrainingPlanKind
  gap?: { measure: GapMeasure; category: string | null }
  onClose: () => void
}

/** 订培训计划: what the rule proposes, changed by whoever gives it. */
export function GivePlanModal({ userId, name, kind, gap, onClose }: Props) {
  const { t } = useTranslation('training')
  const proposal = useProposal({ userId, kind, measure: gap?.measure, category: gap?.category ?? undefined })
  const [problem, setProblem] = useState<unknown>()
  return (
    <Modal open title={t(`give.${kind}`, { name })} footer={null} width={640} onCancel={onClose} destroyOnHidden>
      {proposal.isPending && <Skeleton active />}
      {proposal.isError && <ProblemNotice problem={proposal.error} onRetry={proposal.refetch} />}
      {proposal.data && (
        <PlanForm proposal={proposal.data} person={{ userId, kind, gap: gap ?? null }} onClose={onClose} onProblem={setProblem} />
      )}
      {problem !== undefined && <ProblemNotice problem={problem} />}
    </Modal>
  )
}

type FormProps = {
  proposal: TrainingProposal
  person: Pick<TrainingPlanInput, 'userId' | 'kind' | 'gap'>
  onClose: () => void
  onProblem: (problem: unknown) => void
}
type Values = { title: string; mentorId?: string; steps: { title: string; dueOn: string }[] }

function PlanForm({ proposal, person, onClose, onProblem }: FormProps) {
  const { t } = useTranslation('training')
  const { message } = App.useApp()
  const navigate = useNavigate()
  const refresh = useRefreshTraining()
  // Which of the proposed steps are left, in their order.
  const [kept, setKept] = useState(proposal.steps.map((_step, at) => at))
  const [isBusy, setBusy] = useState(false)

  async function submit({ title, mentorId, steps }: Values) {
    setBusy(true)
    onProblem(undefined)
    try {
      const chosen = kept.flatMap((at) => {
        const [proposed, typed] = [proposal.steps[at], steps[at]]
        return proposed && typed ? [{ kind: proposed.kind, entryId: proposed.entryId, lawId: proposed.lawId, ...typed }] : []
      })
      const { id } = await givePlan({ ...person, title, mentorId: mentorId ?? null, steps: chosen })
      void message.success(t('give.given'))
      await refresh()
      onClose()
      void navigate(`/training/plans/${id}`)
    } catch (error) {
      onProblem(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Form<Values>
      layout="vertical"
      initialValues={{ title: proposal.title, steps: proposal.steps }}
      onFinish={(values) => void submit(values)}
    >
      <Form.Item name="title" label={t('give.name')} rules={[{ required: true, whitespace: true, message: t('give.name') }]}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="mentorId" label={t('give.mentor')}>
        <PersonSelect />
      </Form.Item>
      <ol className="training-draft" aria-label={t('give.steps')}>
        {kept.map((at) => (
          <li key={at}>
            <span className="meta">{t(`kind.${proposal.steps[at]?.kind}`)}</span>
            <Form.Item name={['steps', at, 'title']} rules={[{ required: true, whitespace: true, message: t('give.name') }]}>
              <Input maxLength={120} aria-label={t('give.step')} />
            </Form.Item>
            <Form.Item name={['steps', at, 'dueOn']} rules={[{ required: true, message: t('give.due') }]}>
              <Input type="date" aria-label={t('give.due')} />
            </Form.Item>
            <Button type="text" disabled={kept.length === 1} onClick={() => setKept(kept.filter((one) => one !== at))}>
              {t('give.leaveOut')}
            </Button>
          </li>
        ))}
      </ol>
      <Button type="primary" htmlType="submit" loading={isBusy}>
        {t('give.give')}
      </Button>
    </Form>
  )
}
