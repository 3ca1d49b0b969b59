import type { WarningRow, WarningVerdict } from '@zhiwei/contract'
import { Checkbox, Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal } from '../../ui/index.ts'
import { useWarningAct } from '../queries.ts'

type Values = { verdict: WarningVerdict; note: string; clears: boolean }

/** 标注: was it right? Clears it in the same go where asked, the note being the reason. */
export function LabelModal({
  warning,
  verdict,
  onClose,
}: {
  warning: Pick<WarningRow, 'id' | 'clearedAt'>
  verdict?: WarningVerdict
  onClose: () => void
}) {
  const { t } = useTranslation('warning')
  const { act } = useWarningAct(warning.id)
  async function submit({ verdict: chosen, note, clears }: Values) {
    await act('label', { verdict: chosen, note })
    if (clears) await act('clearance', { reason: note })
  }
  return (
    <FormModal<Values>
      open
      title={t('label.title')}
      okText={t('label.ok')}
      initialValues={{ note: '', clears: verdict === 'false', ...(verdict && { verdict }) }}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="meta">{t('label.hint')}</p>
      <Form.Item name="verdict" label={t('label.verdict')} rules={[{ required: true, message: t('label.verdictRequired') }]}>
        <Radio.Group options={(['true', 'false', 'unclear'] as const).map((value) => ({ value, label: t(`verdict.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="note"
        label={t('label.note')}
        dependencies={['clears']}
        rules={[
          ({ getFieldValue }) => ({ required: getFieldValue('clears') === true, whitespace: true, message: t('label.noteRequired') }),
        ]}
      >
        <Input.TextArea rows={3} maxLength={1_000} />
      </Form.Item>
      {!warning.clearedAt && (
        <Form.Item name="clears" valuePropName="checked">
          <Checkbox>{t('label.clears')}</Checkbox>
        </Form.Item>
      )}
    </FormModal>
  )
}
