import { ArrowDownOutlined, ArrowUpOutlined, PlusOutlined } from '@ant-design/icons'
import type { TreeNode } from '@zhiwei/contract'
import { App, Button, Switch, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { useOpenRows, useProblemWords } from '../ui/index.ts'
import { useNodeActs } from './node-acts.ts'
import { besides, moved, type NodeRow, nodeRowsOf } from './node-order.ts'
import type { Catalogue } from './queries.ts'

type Props = { catalogue: Catalogue; nodes: TreeNode[]; onEdit: (node: TreeNode) => void; onAdd: (parent: TreeNode) => void }

/** The tree of two levels, to rename, order and switch off where it stands. */
export function NodeTable({ catalogue, nodes, onEdit, onAdd }: Props) {
  const { t } = useTranslation('classification')
  const { message } = App.useApp()
  const words = useProblemWords()
  const open = useOpenRows<NodeRow>(nodes, ({ code }) => code)
  const { change, order } = useNodeActs(catalogue)
  const onError = (error: unknown) => void message.error(words(error).title)

  const columns: TableColumnsType<NodeRow> = [
    {
      title: t('name'),
      key: 'name',
      render: (_, node) => (
        <span className="node-name">
          {node.name}
          {node.nameEn !== node.name && <span className="meta">{node.nameEn}</span>}
        </span>
      ),
    },
    { title: t('code'), key: 'code', minWidth: 172, responsive: ['md'], render: (_, { code }) => <code>{code}</code> },
    {
      title: t('order'),
      key: 'order',
      responsive: ['sm'],
      render: (_, node) => (
        <Order node={node} nodes={nodes} isBusy={order.isPending} onMove={(places) => order.mutate(places, { onError })} />
      ),
    },
    {
      title: t('active'),
      key: 'active',
      render: (_, node) => (
        <Switch
          size="small"
          checked={node.active}
          aria-label={t('activeOf', { name: node.name })}
          loading={change.isPending && change.variables.node.code === node.code}
          onChange={(active) => change.mutate({ node, active }, { onError })}
        />
      ),
    },
    {
      title: <span className="out-of-sight">{t('acts')}</span>,
      key: 'acts',
      align: 'right',
      render: (_, node) => (
        <span className="node-acts">
          {node.parent === null && (
            <Button
              type="text"
              size="small"
              icon={<PlusOutlined />}
              title={t('below', { name: node.name })}
              aria-label={t('below', { name: node.name })}
              onClick={() => onAdd(node)}
            />
          )}
          <Button type="text" size="small" onClick={() => onEdit(node)}>
            {t('edit')}
          </Button>
        </span>
      ),
    },
  ]
  return (
    <Table<NodeRow>
      className="card"
      size="middle"
      rowKey="code"
      columns={columns}
      dataSource={nodeRowsOf(nodes)}
      pagination={false}
      expandable={open}
      rowClassName={({ active }) => (active ? '' : 'is-inactive')}
    />
  )
}

type OrderProps = { node: TreeNode; nodes: TreeNode[]; isBusy: boolean; onMove: (places: ReturnType<typeof moved>) => void }

function Order({ node, nodes, isBusy, onMove }: OrderProps) {
  const { t } = useTranslation('classification')
  const row = besides(nodes, node)
  const at = row.findIndex(({ code }) => code === node.code)
  const steps = [
    { step: -1 as const, words: 'up', icon: <ArrowUpOutlined />, isEnd: at <= 0 },
    { step: 1 as const, words: 'down', icon: <ArrowDownOutlined />, isEnd: at >= row.length - 1 },
  ]
  return steps.map(({ step, words, icon, isEnd }) => (
    <Button
      key={words}
      type="text"
      size="small"
      icon={icon}
      disabled={isEnd || isBusy}
      title={t(words)}
      aria-label={t(`${words}Of`, { name: node.name })}
      onClick={() => onMove(moved(nodes, node, step))}
    />
  ))
}
