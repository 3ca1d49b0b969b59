import type { GuideText } from '@zhiwei/contract'
import { Form, Input } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { FormModal } from '../ui/index.ts'
import { GuideFields } from './GuideFields.tsx'
import { useGuideActs } from './queries.ts'

/** 写指南: for a product, by the template. */
export function NewGuideModal({ product, onDone, onClose }: { product: string; onDone: (id: string) => void; onClose: () => void }) {
  const { t } = useTranslation('guides')
  const made = useRef<string>(undefined)
  const { add } = useGuideActs()
  return (
    <FormModal<GuideText & { product: string }>
      open
      width={640}
      title={t('new')}
      okText={t('saveDraft')}
      initialValues={{ product, ...(product && { title: t('titleOf', { product }).slice(0, 60) }) }}
      onSubmit={async ({ product: of, ...content }) => {
        made.current = (await add.mutateAsync({ product: of, content })).id
      }}
      onClose={() => (made.current ? onDone(made.current) : onClose())}
    >
      <Form.Item
        name="product"
        label={t('field.product')}
        rules={[{ required: true, whitespace: true, message: t('required', { what: t('field.product') }) }]}
      >
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <GuideFields />
    </FormModal>
  )
}
