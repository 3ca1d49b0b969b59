import type { TreeNode } from '@zhiwei/contract'
import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal } from '../ui/index.ts'
import { useNodeActs } from './node-acts.ts'
import { lastSort } from './node-order.ts'
import type { Catalogue } from './queries.ts'

type Values = { name: string; nameEn?: string | undefined; step: string }

/** One step of a code: `fault` of `quality.fault`. */
const step = /^[a-z][a-zA-Z0-9]*$/

export function NewNodeModal(props: { catalogue: Catalogue; nodes: TreeNode[]; parent: TreeNode | null; onClose: () => void }) {
  const { catalogue, nodes, parent, onClose } = props
  const { t } = useTranslation('classification')
  const { add } = useNodeActs(catalogue)
  return (
    <FormModal<Values>
      open
      title={parent ? t('below', { name: parent.name }) : t(`${catalogue}.new`)}
      okText={t('create')}
      onSubmit={({ name, nameEn, step: last }) =>
        add.mutateAsync({
          code: parent ? `${parent.code}.${last}` : last,
          name,
          ...(nameEn?.trim() && { nameEn }),
          sort: lastSort(nodes),
        })
      }
      onClose={onClose}
    >
      <NameFields />
      <Form.Item name="step" label={t('code')} extra={t('codeHint')} rules={[{ required: true, pattern: step, message: t('codeWrong') }]}>
        <Input prefix={parent && `${parent.code}.`} maxLength={40} autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Form.Item>
    </FormModal>
  )
}

export function EditNodeModal({ catalogue, node, onClose }: { catalogue: Catalogue; node: TreeNode; onClose: () => void }) {
  const { t } = useTranslation('classification')
  const { change } = useNodeActs(catalogue)
  return (
    <FormModal<Values>
      open
      title={t('editOf', { name: node.name })}
      okText={t('save')}
      initialValues={{ name: node.name, nameEn: node.nameEn }}
      onSubmit={({ name, nameEn }) => change.mutateAsync({ node, name, nameEn: nameEn?.trim() || name })}
      onClose={onClose}
    >
      <NameFields />
      <p className="meta">{t('renameHint')}</p>
    </FormModal>
  )
}

function NameFields() {
  const { t } = useTranslation('classification')
  return (
    <>
      <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: t('nameRequired') }]}>
        <Input maxLength={60} autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item name="nameEn" label={t('nameEn')}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
    </>
  )
}
