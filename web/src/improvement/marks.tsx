import type { ActionRow, EffectVerdict } from '@zhiwei/contract'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'

/** 状态, with the round from the second on. */
export function ActionStateTag({ row: { state, round } }: { row: Pick<ActionRow, 'state' | 'round'> }) {
  const { t } = useTranslation('improvement')
  return (
    <Tag className={`action-state is-${state}`}>
      {t(`state.${state}`)}
      {round > 1 && ` · ${t('round', { round })}`}
    </Tag>
  )
}

/** 效果: the verdict, or until when it is watched. */
export function VerdictTag({ verdict, until }: { verdict: EffectVerdict | null; until?: string | undefined }) {
  const { t } = useTranslation('improvement')
  if (until) return <span className="meta">{t('effect.until', { day: until })}</span>
  if (!verdict) return <>—</>
  return <Tag className={`verdict is-${verdict}`}>{t(`verdict.${verdict}`)}</Tag>
}
