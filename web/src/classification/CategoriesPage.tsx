import { PlusOutlined } from '@ant-design/icons'
import type { TreeNode } from '@zhiwei/contract'
import { Button, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { EmptyState, Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { EditNodeModal, NewNodeModal } from './NodeModals.tsx'
import { NodeTable } from './NodeTable.tsx'
import { type Catalogue, useCatalogue } from './queries.ts'
import './classification.css'

const catalogues: Catalogue[] = ['categories', 'causes']
type Open = { parent: TreeNode | null } | { node: TreeNode }

/** 分类与原因: what complaints are sorted into, and what they are traced back to. */
export function CategoriesPage() {
  const { t } = useTranslation('classification')
  const [params, setParams] = useSearchParams()
  const [open, setOpen] = useState<Open>()
  const catalogue: Catalogue = params.get('of') === 'causes' ? 'causes' : 'categories'
  return (
    <Page
      title={t('title')}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ parent: null })}>
          {t(`${catalogue}.new`)}
        </Button>
      }
    >
      <Tabs
        activeKey={catalogue}
        items={catalogues.map((one) => ({ key: one, label: t(`${one}.title`) }))}
        onChange={(of) => setParams(of === 'causes' ? { of } : {})}
      />
      <p className="meta">{t(`${catalogue}.hint`)}</p>
      <CataloguePart key={catalogue} catalogue={catalogue} open={open} onOpen={setOpen} />
    </Page>
  )
}

type PartProps = { catalogue: Catalogue; open: Open | undefined; onOpen: (open: Open | undefined) => void }

function CataloguePart({ catalogue, open, onOpen }: PartProps) {
  const { t } = useTranslation('classification')
  const nodes = useCatalogue(catalogue)
  const rows = nodes.data?.rows ?? []
  const close = () => onOpen(undefined)
  if (nodes.isPending) return <TableBones />
  if (nodes.isError) return <ProblemNotice problem={nodes.error} onRetry={nodes.refetch} />
  return (
    <>
      {rows.length === 0 ? (
        <EmptyState title={t('none')} detail={t('noneDetail')} />
      ) : (
        <NodeTable catalogue={catalogue} nodes={rows} onEdit={(node) => onOpen({ node })} onAdd={(parent) => onOpen({ parent })} />
      )}
      {open && 'parent' in open && <NewNodeModal catalogue={catalogue} nodes={rows} parent={open.parent} onClose={close} />}
      {open && 'node' in open && (
        <EditNodeModal catalogue={catalogue} node={rows.find(({ code }) => code === open.node.code) ?? open.node} onClose={close} />
      )}
    </>
  )
}
