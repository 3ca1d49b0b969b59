import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CallCard } from './CallCard.tsx'
import { useCurrentCalls } from './queries.ts'
import './calls.css'

/** 弹屏: a card above whatever page is open, while this person's telephone rings or a call is spoken; closed, it stays away for that call. */
export default function CallPop() {
  const { t } = useTranslation('calls')
  const current = useCurrentCalls()
  const [closed, setClosed] = useState<readonly string[]>([])
  const calls = current.data?.calls.filter(({ id }) => !closed.includes(id)) ?? []
  return (
    <div className="call-pops" aria-live="polite">
      {calls.map((call) => (
        <aside key={call.id} className="call-pop" aria-label={t('pop.title')}>
          <CallCard
            call={call}
            close={
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={t('pop.close')}
                onClick={() => setClosed([...closed, call.id])}
              />
            }
          />
        </aside>
      ))}
    </div>
  )
}
