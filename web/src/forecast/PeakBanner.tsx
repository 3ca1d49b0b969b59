import { ThunderboltOutlined } from '@ant-design/icons'
import type { PeakMode } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useRunningPeakModes } from './queries.ts'
import './peak-banner.css'

/** 高峰模式 on top of every page, while one runs; its plan unfolds. Nothing when the question fails: it must not stand in anybody's way. */
export function PeakBanner() {
  const modes = useRunningPeakModes()
  return (modes.data?.rows ?? []).map((mode) => <Line key={mode.id} mode={mode} />)
}

function Line({ mode: { name, notice, plan, endsOn } }: { mode: PeakMode }) {
  const { t } = useTranslation('ui')
  const words = (
    <>
      <ThunderboltOutlined aria-hidden />
      <b>{t('peak.running', { name })}</b>
      <span className="peak-notice" title={notice}>
        {notice}
      </span>
      {endsOn && <span className="peak-end">{t('peak.until', { day: endsOn })}</span>}
    </>
  )
  if (!plan)
    return (
      <div role="status" className="peak-banner peak-line">
        {words}
      </div>
    )
  return (
    <details className="peak-banner">
      <summary className="peak-line">
        {words}
        <span className="peak-more">{t('peak.plan')}</span>
      </summary>
      <p className="peak-plan">{plan}</p>
    </details>
  )
}
