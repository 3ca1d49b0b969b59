import { PlusOutlined } from '@ant-design/icons'
import { type FollowUpRule, type Process, type ProcessAct, type ProcessContent, type ProcessStep, processFields } from '@zhiwei/contract'
import { App, Button, Input, InputNumber, Radio } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../platform/index.ts'
import { ProblemNotice } from '../ui/index.ts'
import { movedTo } from './order.ts'
import { useSaveDraft } from './queries.ts'
import { StepCard } from './StepCard.tsx'

type Props = { process: Process; onChanged: (isChanged: boolean) => void }

/** 流程编辑: the steps in their order, the follow-up rule; what is wrong is said at its step. */
export function ProcessEditor({ process, onChanged }: Props) {
  const { t } = useTranslation('processes')
  const { message } = App.useApp()
  const saving = useSaveDraft(process)
  const [content, setContent] = useState<ProcessContent>({ title: process.title, steps: process.steps, followUp: process.followUp })
  const list = useRef<HTMLOListElement>(null)
  const flaws = isProblem(saving.error) ? saving.error.errors : []
  const change = (part: Partial<ProcessContent>) => {
    setContent((now) => ({ ...now, ...part }))
    onChanged(true)
  }
  const { steps } = content
  const setSteps = (next: ProcessStep[]) => change({ steps: next })
  const unused = (Object.keys(processFields) as ProcessAct[]).filter((act) => !steps.some((step) => step.act === act))

  /** The step keeps the cursor where it goes. */
  function move(from: number, to: number) {
    if (to < 0 || to >= steps.length) return
    setSteps(movedTo(steps, from, to))
    requestAnimationFrame(() => list.current?.children[to]?.querySelector<HTMLElement>('[data-step]')?.focus())
  }
  function add() {
    const [act] = unused
    if (!act) return
    setSteps([...steps, { act, when: 'always', inOrder: true, who: { roles: [], unitKinds: [] }, fields: [], limit: null }])
    requestAnimationFrame(() => list.current?.lastElementChild?.querySelector<HTMLElement>('[data-step]')?.focus())
  }
  async function save() {
    await saving.mutateAsync({ ...content, title: content.title.trim() }).then(
      () => {
        onChanged(false)
        message.success(t('acts.saved'))
      },
      () => {},
    )
  }

  return (
    <section className="process-editor" aria-label={t('edit')}>
      <div className="process-editor-top card">
        <div className="step-field">
          <span className="meta">{t('name')}</span>
          <Input aria-label={t('name')} value={content.title} maxLength={100} onChange={({ target }) => change({ title: target.value })} />
        </div>
        <FollowUp rule={content.followUp} onChange={(followUp) => change({ followUp })} />
      </div>
      <div>
        <h3>{t('steps')}</h3>
        <p className="meta">{t('stepsHint')}</p>
        <ol className="step-list" ref={list}>
          {steps.map((step, index) => (
            <StepCard
              key={step.act}
              step={step}
              no={index + 1}
              isLast={index === steps.length - 1}
              choices={unused}
              flaws={flaws.filter(({ pointer }) => pointer.startsWith(`#/steps/${index}/`)).map(({ detail }) => detail)}
              onChange={(next) => setSteps(steps.map((one, at) => (at === index ? next : one)))}
              onMove={(by) => move(index, index + by)}
              onRemove={() => setSteps(steps.filter((_one, at) => at !== index))}
            />
          ))}
        </ol>
      </div>
      {saving.isError && <ProblemNotice problem={saving.error} />}
      <div>
        <Button icon={<PlusOutlined />} disabled={unused.length === 0} onClick={add}>
          {t('addStep')}
        </Button>{' '}
        <Button
          type="primary"
          loading={saving.isPending}
          disabled={steps.length === 0 || content.title.trim() === ''}
          onClick={() => void save()}
        >
          {t('acts.save')}
        </Button>
      </div>
    </section>
  )
}

function FollowUp({ rule, onChange }: { rule: FollowUpRule; onChange: (rule: FollowUpRule) => void }) {
  const { t } = useTranslation('processes')
  const choices = [
    { value: 'always', label: t('followUp.always') },
    { value: 'afterTries', label: t('followUp.afterTriesLabel') },
    { value: 'never', label: t('followUp.never') },
  ] as const
  return (
    <fieldset className="process-rule" aria-label={t('followUp.title')}>
      <h3>{t('followUp.title')}</h3>
      <Radio.Group
        vertical
        value={rule.exemption}
        options={[...choices]}
        onChange={({ target }) => onChange({ ...rule, exemption: target.value as FollowUpRule['exemption'] })}
      />
      {rule.exemption === 'afterTries' && (
        <p>
          {t('followUp.tries')}{' '}
          <InputNumber
            min={1}
            max={10}
            value={rule.tries}
            aria-label={t('followUp.tries')}
            onChange={(tries) => onChange({ ...rule, tries: tries ?? 1 })}
          />
        </p>
      )}
    </fieldset>
  )
}
