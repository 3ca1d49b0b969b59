import { Presence } from '@zhiwei/contract'
import { App, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useProblemWords } from '../ui/index.ts'
import { useChangeDesk } from './queries.ts'

type Props = { userId: string; presence: Presence; label: string; size?: 'small' | 'middle' }

/** 在岗状态: one press. */
export function PresenceChoice({ userId, presence, label, size = 'middle' }: Props) {
  const { t } = useTranslation('queue')
  const { message } = App.useApp()
  const words = useProblemWords()
  const change = useChangeDesk()
  return (
    <Segmented<Presence>
      aria-label={label}
      size={size}
      value={change.isPending ? (change.variables.presence ?? presence) : presence}
      options={Presence.options.map((value) => ({ value, label: t(`presence.${value}`) }))}
      onChange={(chosen) => change.mutate({ userId, presence: chosen }, { onError: (error) => void message.error(words(error).title) })}
    />
  )
}
