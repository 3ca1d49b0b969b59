import type { DashboardCard } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { BoardForm } from './BoardForm.tsx'
import { useMakeOwnDashboard } from './queries.ts'

/** 复制: a board of one's own with the cards of this one. */
export function CopyDashboard({ name, cards }: { name: string; cards: readonly DashboardCard[] }) {
  const { t } = useTranslation('dashboards')
  const [isOpen, setOpen] = useState(false)
  const make = useMakeOwnDashboard()
  const navigate = useNavigate()
  return (
    <>
      <Button disabled={cards.length === 0} onClick={() => setOpen(true)}>
        {t('own.copy')}
      </Button>
      {isOpen && (
        <BoardForm
          title={t('own.copyTitle', { name })}
          okText={t('own.copyOk')}
          initialValues={{ name: t('own.copyOf', { name }) }}
          onSubmit={async (values) => {
            const { id } = await make.mutateAsync({ ...values, cards: cards.map(({ part: _, ...card }) => card) })
            await navigate(`/dashboards/own/${id}`, { state: { isArranging: true } })
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
