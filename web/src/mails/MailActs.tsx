import type { MailDetail } from '@zhiwei/contract'
import { App, Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { downloadFile } from '../platform/index.ts'
import { FormModal, GrowingText, ReasonModal, useProblemWords } from '../ui/index.ts'
import { type Settled, useMailActs } from './queries.ts'

type Filing = { case: string; knowSender: boolean; reason: string }

/** 放行为新投诉、归到工单、删除、重试、看原文. */
export function MailActs({ mail: { id, can, threadCase }, onDone }: { mail: MailDetail; onDone: () => void }) {
  const { t } = useTranslation('mails')
  const { message } = App.useApp()
  const words = useProblemWords()
  const { release, file, remove, retry } = useMailActs(id)
  const [form, setForm] = useState<'release' | 'file' | 'remove' | 'raw'>()
  const close = () => setForm(undefined)
  const said = (key: string) => (settled: Settled | undefined) => {
    void message.success(t(key, { number: settled?.number ?? '' }))
    onDone()
  }
  return (
    <div className="mail-acts">
      {can.release && (
        <Button type="primary" onClick={() => setForm('release')}>
          {t('release.do')}
        </Button>
      )}
      {can.file && <Button onClick={() => setForm('file')}>{t('file.do')}</Button>}
      {can.retry && (
        <Button
          loading={retry.isPending}
          onClick={() =>
            retry.mutate({}, { onSuccess: () => said('retry.done')(undefined), onError: (error) => void message.error(words(error).title) })
          }
        >
          {t('retry.do')}
        </Button>
      )}
      {can.openRaw && <Button onClick={() => setForm('raw')}>{t('raw.do')}</Button>}
      {can.remove && (
        <Button danger onClick={() => setForm('remove')}>
          {t('remove.do')}
        </Button>
      )}
      <ReasonModal
        open={form === 'release'}
        title={t('release.title')}
        consequence={t('release.consequence')}
        okText={t('release.do')}
        onConfirm={(reason) => release.mutateAsync({ reason }).then(said('release.done'))}
        onClose={close}
      />
      <ReasonModal
        open={form === 'remove'}
        danger
        title={t('remove.title')}
        consequence={t('remove.consequence')}
        okText={t('remove.do')}
        onConfirm={(reason) => remove.mutateAsync({ reason }).then(() => said('remove.done')(undefined))}
        onClose={close}
      />
      <ReasonModal
        open={form === 'raw'}
        title={t('raw.title')}
        consequence={t('raw.consequence')}
        okText={t('raw.do')}
        maxLength={200}
        onConfirm={(reason) => downloadFile(`/mails/${id}/raw`, { reason })}
        onClose={close}
      />
      <FormModal<Filing>
        open={form === 'file'}
        title={t('file.title')}
        okText={t('file.do')}
        initialValues={{ case: threadCase?.number ?? '', knowSender: false }}
        onSubmit={(input) => file.mutateAsync(input).then(said('file.done'))}
        onClose={close}
      >
        <Form.Item name="case" label={t('file.case')} rules={[{ required: true }]}>
          <Input placeholder="7K2M-9QX4" maxLength={40} />
        </Form.Item>
        <Form.Item name="knowSender" valuePropName="checked" extra={t('file.knowHint')}>
          <Checkbox>{t('file.know')}</Checkbox>
        </Form.Item>
        <Form.Item name="reason" label={t('file.reason')} rules={[{ required: true, whitespace: true }]}>
          <GrowingText minRows={2} maxRows={6} maxLength={2_000} />
        </Form.Item>
      </FormModal>
    </div>
  )
}
