import type { KnowledgeDetail } from '@zhiwei/contract'
import { App, Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormModal, ReasonModal, useProblemWords } from '../../ui/index.ts'
import { useKnowledgeActs } from '../queries.ts'
import { CareFields } from './CareFields.tsx'
import { daysFromNow } from './days-from-now.ts'

type Open = 'decide' | 'review' | 'retire' | 'care'

/** What may be done with it now; at most one of them stands out. */
export function EntryActs({ entry, onEdit }: { entry: KnowledgeDetail; onEdit: () => void }) {
  const { t } = useTranslation('knowledge')
  const { message } = App.useApp()
  const words = useProblemWords()
  const acts = useKnowledgeActs()
  const [open, setOpen] = useState<Open>()
  const { can, next, id, version, state } = entry
  const isLive = state === 'inForce' || state === 'expiring'
  const close = () => setOpen(undefined)
  const go = (act: 'submit' | 'draft') =>
    acts[act].mutate(
      { id, version },
      {
        onSuccess: () => {
          void message.success(t(`done.${act}`))
          if (act === 'draft') onEdit()
        },
        onError: (error) => void message.error(words(error).detail ?? words(error).title),
      },
    )
  return (
    <>
      {can.manage && isLive && <Button onClick={() => setOpen('review')}>{t('act.review')}</Button>}
      {can.manage && isLive && !next && (
        <Button loading={acts.draft.isPending} onClick={() => go('draft')}>
          {t('act.draft')}
        </Button>
      )}
      {can.edit && <Button onClick={onEdit}>{t('act.edit')}</Button>}
      {can.submit && (
        <Button type="primary" loading={acts.submit.isPending} onClick={() => go('submit')}>
          {t('act.submit')}
        </Button>
      )}
      {can.decide && (
        <Button type="primary" onClick={() => setOpen('decide')}>
          {t('act.decide')}
        </Button>
      )}
      {can.manage && <Button onClick={() => setOpen('care')}>{t('act.care')}</Button>}
      {can.manage && (
        <Button danger onClick={() => setOpen('retire')}>
          {t('act.retire')}
        </Button>
      )}
      {open === 'decide' && (
        <FormModal<{ verdict: 'approved' | 'refused'; note?: string }>
          open
          title={t('act.decide')}
          okText={t('act.decide')}
          initialValues={{ verdict: 'approved' }}
          onSubmit={({ verdict, note = '' }) => acts.decide.mutateAsync({ id, version, verdict, note })}
          onClose={close}
        >
          <Form.Item name="verdict" label={t('verdict.label')}>
            <Radio.Group options={(['approved', 'refused'] as const).map((value) => ({ value, label: t(`verdict.${value}`) }))} />
          </Form.Item>
          <Form.Item name="note" label={t('verdict.note')}>
            <Input.TextArea rows={3} maxLength={500} />
          </Form.Item>
        </FormModal>
      )}
      {open === 'review' && (
        <FormModal<{ reviewOn: string; note: string }>
          open
          title={t('act.review')}
          okText={t('act.review')}
          initialValues={{ reviewOn: daysFromNow(180) }}
          onSubmit={(values) => acts.review.mutateAsync({ id, version, ...values })}
          onClose={close}
        >
          <p>{t(entry.flags > 0 ? 'reviewWithFlags' : 'reviewHint')}</p>
          <Form.Item name="note" label={t('field.reviewNote')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
            <Input.TextArea rows={3} maxLength={2_000} />
          </Form.Item>
          <Form.Item name="reviewOn" label={t('field.nextReviewOn')} rules={[{ required: true, message: t('required') }]}>
            <Input type="date" />
          </Form.Item>
        </FormModal>
      )}
      {open === 'care' && (
        <FormModal<{ ownerId?: string; reviewOn: string; warnDays: number }>
          open
          title={t('act.care')}
          okText={t('save')}
          initialValues={{ reviewOn: entry.reviewOn, warnDays: entry.warnDays, ...(entry.owner && { ownerId: entry.owner.id }) }}
          onSubmit={({ ownerId, reviewOn, warnDays }) =>
            acts.care.mutateAsync({ id, version, ownerId: ownerId ?? null, warnDays, ...(reviewOn !== entry.reviewOn && { reviewOn }) })
          }
          onClose={close}
        >
          <CareFields />
        </FormModal>
      )}
      <ReasonModal
        open={open === 'retire'}
        title={t('act.retire')}
        consequence={t('retireHint')}
        okText={t('act.retire')}
        danger
        onConfirm={(reason) => acts.retire.mutateAsync({ id, version, reason })}
        onClose={close}
      />
    </>
  )
}
