import type { Deputy } from '@zhiwei/contract'
import { Button, Form, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { InstantField } from '../../cases/index.ts'
import { PersonSelect } from '../../identity/index.ts'
import { api, useMay } from '../../platform/index.ts'
import { FormModal, Instant } from '../../ui/index.ts'
import { useDeputies, useRefresh } from '../queries.ts'

type Values = { deputyId: string; fromAt: string; toAt: string }

/** 代理人: who decides in my place while I am away, with my limit. */
export function Deputies() {
  const { t } = useTranslation('resolution')
  const [open, setOpen] = useState<'list' | 'new' | null>(null)
  const rows = useDeputies(useMay('cases:approve')).data?.rows ?? []
  const refresh = useRefresh('deputies')
  async function name({ deputyId, fromAt, toAt }: Values) {
    await api.post('/deputies', { deputyId, fromAt, toAt })
    await refresh()
  }
  const required = [{ required: true, message: t('required') }]
  return (
    <>
      <Button onClick={() => setOpen(rows.length > 0 ? 'list' : 'new')}>
        {rows.length > 0 ? t('deputy.count', { count: rows.length }) : t('deputy.name')}
      </Button>
      <Modal
        open={open === 'list'}
        title={t('deputy.title')}
        okText={t('deputy.name')}
        onOk={() => setOpen('new')}
        onCancel={() => setOpen(null)}
      >
        <ul className="plain">
          {rows.map((row) => (
            <DeputyRow key={row.id} row={row} onEnd={() => void api.delete(`/deputies/${row.id}`).then(refresh)} />
          ))}
        </ul>
      </Modal>
      <FormModal<Values>
        open={open === 'new'}
        title={t('deputy.name')}
        okText={t('deputy.name')}
        onSubmit={name}
        onClose={() => setOpen(null)}
      >
        <p className="meta">{t('deputy.hint')}</p>
        <Form.Item name="deputyId" label={t('deputy.deputy')} rules={required}>
          <PersonSelect permission="cases:approve" />
        </Form.Item>
        <Form.Item name="fromAt" label={t('deputy.from')} rules={required}>
          <InstantField />
        </Form.Item>
        <Form.Item name="toAt" label={t('deputy.to')} rules={required}>
          <InstantField />
        </Form.Item>
      </FormModal>
    </>
  )
}

function DeputyRow({ row, onEnd }: { row: Deputy; onEnd: () => void }) {
  const { t } = useTranslation('resolution')
  return (
    <li className="deputy">
      <span>
        {row.user.name} → {row.deputy.name}
      </span>
      <span className="meta">
        <Instant at={row.fromAt} /> – <Instant at={row.toAt} />
      </span>
      <Button size="small" onClick={onEnd}>
        {t('deputy.end')}
      </Button>
    </li>
  )
}
