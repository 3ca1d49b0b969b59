import type { CauseNode, CauseTreeDetail, NodeCauseInput } from '@zhiwei/contract'
import { Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CatalogueSelect } from '../classification/index.ts'
import { useMay } from '../platform/index.ts'
import { FormModal } from '../ui/index.ts'
import { useTreeActs } from './queries.ts'

type Values = { how: 'existing' | 'new'; cause?: string; parent?: string; code?: string; name?: string }

/** 入原因目录: a node names a cause that is there, or becomes a new one. */
export function NameCauseModal({
  tree,
  node,
  onBefore,
  onNamed,
  onClose,
}: {
  tree: CauseTreeDetail
  node: CauseNode
  onBefore: () => Promise<CauseTreeDetail>
  onNamed: (tree: CauseTreeDetail) => void
  onClose: () => void
}) {
  const { t } = useTranslation('improvement')
  const mayAdd = useMay('categories:manage')
  const [how, setHow] = useState<'existing' | 'new'>('existing')
  const { nameCause } = useTreeActs()
  const submit = async ({ cause = '', parent, code = '', name = '' }: Values) => {
    const { version } = await onBefore()
    const input: NodeCauseInput =
      how === 'existing' ? { how, cause, version } : { how, code: parent ? `${parent}.${code}` : code, name, version }
    onNamed(await nameCause.mutateAsync({ id: tree.id, nodeId: node.id, input }))
  }
  return (
    <FormModal<Values>
      open
      title={t('name.title')}
      okText={t('name.do')}
      initialValues={{ how: 'existing', ...(node.cause && { cause: node.cause }), name: node.text.slice(0, 60) }}
      onSubmit={submit}
      onClose={onClose}
    >
      {mayAdd && (
        <Form.Item name="how" label={t('name.how')}>
          <Radio.Group
            optionType="button"
            options={(['existing', 'new'] as const).map((value) => ({ value, label: t(`name.${value}`) }))}
            onChange={({ target }) => setHow(target.value as 'existing' | 'new')}
          />
        </Form.Item>
      )}
      {how === 'existing' ? (
        <Form.Item name="cause" label={t('cause')} rules={[{ required: true, message: t('causeRequired') }]}>
          <CatalogueSelect catalogue="causes" />
        </Form.Item>
      ) : (
        <>
          <Form.Item name="parent" label={t('name.parent')}>
            <CatalogueSelect catalogue="causes" />
          </Form.Item>
          <Form.Item
            name="code"
            label={t('name.code')}
            extra={t('name.codeHint')}
            rules={[{ required: true, pattern: /^[a-z][a-zA-Z0-9]*$/, message: t('name.codeRequired') }]}
          >
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="name" label={t('name.name')} rules={[{ required: true, whitespace: true, message: t('name.nameRequired') }]}>
            <Input maxLength={60} />
          </Form.Item>
        </>
      )}
    </FormModal>
  )
}
