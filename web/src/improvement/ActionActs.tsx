import type { ActionDetail } from '@zhiwei/contract'
import { Button, Form, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PersonSelect, UnitSelect } from '../identity/index.ts'
import { FormModal, GrowingText, ReasonModal } from '../ui/index.ts'
import { useActionActs } from './queries.ts'

type Open = 'approve' | 'complete' | 'verify' | 'conclude' | 'cancel' | 'spread' | 'change'
const shown: Open[] = ['approve', 'complete', 'verify', 'conclude', 'spread', 'change', 'cancel']
const nouns = {
  approve: 'approval',
  complete: 'completion',
  verify: 'verification',
  conclude: 'conclusion',
  cancel: 'cancellation',
} as const

/** 批准 完成 验证 下结论 横向展开 …: what this person may do with the action as it stands. */
export function ActionActs({ action }: { action: ActionDetail }) {
  const { t } = useTranslation('improvement')
  const { step, change } = useActionActs()
  const [open, setOpen] = useState<Open>()
  const [verdict, setVerdict] = useState<string>()
  const close = () => {
    setOpen(undefined)
    setVerdict(undefined)
  }
  const send = (noun: string) => (input: object) => step.mutateAsync({ id: action.id, noun, input })
  const note = (label: string, required = true) => (
    <Form.Item name="note" label={label} rules={required ? [{ required: true, whitespace: true, message: t('noteRequired') }] : []}>
      <GrowingText minRows={3} maxRows={10} />
    </Form.Item>
  )
  const choice = (values: string[]) => (
    <Form.Item name="verdict" label={t('conclusion')} rules={[{ required: true, message: t('conclusionRequired') }]}>
      <Radio.Group
        options={values.map((value) => ({ value, label: t(`choice.${value}`) }))}
        onChange={({ target }) => setVerdict(String(target.value))}
      />
    </Form.Item>
  )
  const frame = { open: true, okText: t('ok'), onClose: close } as const
  const primary = shown.find((name) => action.can[name])
  return (
    <>
      {shown
        .filter((name) => action.can[name])
        .map((name) => (
          <Button
            key={name}
            {...(name === primary && name !== 'cancel' && name !== 'change' && { type: 'primary' as const })}
            danger={name === 'cancel'}
            onClick={() => setOpen(name)}
          >
            {t(`act.${name}`)}
          </Button>
        ))}
      {open === 'approve' && (
        <FormModal {...frame} title={t('act.approve')} initialValues={{ verdict: 'approve' }} onSubmit={send(nouns.approve)}>
          {choice(['approve', 'decline'])}
          {note(t('note'), verdict === 'decline')}
        </FormModal>
      )}
      {open === 'complete' && (
        <FormModal {...frame} title={t('act.complete')} onSubmit={send(nouns.complete)}>
          {note(t('completion.note'))}
          <Form.Item
            name="doneOn"
            label={t('completion.doneOn')}
            extra={t('completion.hint')}
            getValueFromEvent={({ target }) => target.value || undefined}
          >
            <Input type="date" />
          </Form.Item>
        </FormModal>
      )}
      {open === 'verify' && (
        <FormModal {...frame} title={t('act.verify')} onSubmit={send(nouns.verify)}>
          {choice(['inPlace', 'notInPlace'])}
          {note(t('verification.note'))}
        </FormModal>
      )}
      {open === 'conclude' && (
        <FormModal {...frame} title={t('act.conclude')} onSubmit={send(nouns.conclude)}>
          {choice(['watchOn', 'reopen', 'close'])}
          {verdict === 'watchOn' && (
            <Form.Item name="days" label={t('watchOnDays')} rules={[{ required: true, message: t('daysRequired') }]}>
              <InputNumber min={7} max={335} precision={0} />
            </Form.Item>
          )}
          {verdict === 'reopen' && (
            <Form.Item name="dueOn" label={t('dueOn')} rules={[{ required: true, message: t('dueOnRequired') }]}>
              <Input type="date" />
            </Form.Item>
          )}
          <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: t('noteRequired') }]}>
            <GrowingText minRows={3} maxRows={10} />
          </Form.Item>
        </FormModal>
      )}
      {open === 'spread' && (
        <FormModal<{ unitId: string; ownerId: string; dueOn: string }>
          {...frame}
          title={t('act.spread')}
          onSubmit={(site) => send('spread')({ sites: [site] })}
        >
          <p className="meta">{t('spread.hint')}</p>
          <Form.Item name="unitId" label={t('spread.unit')} rules={[{ required: true, message: t('spread.unitRequired') }]}>
            <UnitSelect />
          </Form.Item>
          <Form.Item name="ownerId" label={t('owner')} rules={[{ required: true, message: t('ownerRequired') }]}>
            <PersonSelect permission="actions:handle" />
          </Form.Item>
          <Form.Item name="dueOn" label={t('dueOn')} rules={[{ required: true, message: t('dueOnRequired') }]}>
            <Input type="date" />
          </Form.Item>
        </FormModal>
      )}
      {open === 'change' && (
        <FormModal<{ title: string; description: string; ownerId: string; dueOn: string; reason?: string }>
          {...frame}
          title={t('act.change')}
          initialValues={{ title: action.title, description: action.description, ownerId: action.owner.id, dueOn: action.dueOn }}
          onSubmit={({ reason, ownerId, dueOn, ...values }) =>
            change.mutateAsync({
              id: action.id,
              version: action.version,
              ...values,
              ...(ownerId !== action.owner.id && { ownerId }),
              ...(dueOn !== action.dueOn && { dueOn }),
              ...(reason && { reason }),
            })
          }
        >
          <Form.Item
            name="title"
            label={t('action.what')}
            rules={[{ required: true, whitespace: true, message: t('action.whatRequired') }]}
          >
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name="description" label={t('action.how')}>
            <GrowingText minRows={2} maxRows={8} />
          </Form.Item>
          <Form.Item name="ownerId" label={t('owner')} rules={[{ required: true, message: t('ownerRequired') }]}>
            <PersonSelect permission="actions:handle" />
          </Form.Item>
          <Form.Item name="dueOn" label={t('dueOn')} rules={[{ required: true, message: t('dueOnRequired') }]}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="reason" label={t('reason')} extra={t('changeReason')}>
            <Input maxLength={2_000} />
          </Form.Item>
        </FormModal>
      )}
      {open === 'cancel' && (
        <ReasonModal
          open
          danger
          title={t('act.cancel')}
          okText={t('act.cancel')}
          onConfirm={(reason) => send(nouns.cancel)({ reason })}
          onClose={close}
        />
      )}
    </>
  )
}
