import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useUrlState } from '../platform/index.ts'
import { Page } from '../ui/index.ts'
import { LogPart } from './LogPart.tsx'
import { SettingsPart } from './SettingsPart.tsx'
import { TemplatesPart } from './TemplatesPart.tsx'
import '../identity/settings.css'
import './channels.css'

const parts = ['log', 'templates', 'settings'] as const
const Place = z.object({
  part: z.enum(parts).default('log'),
  state: z.string().optional(),
  kind: z.string().optional(),
  door: z.string().optional(),
  cursor: z.string().optional(),
})
export type Place = z.infer<typeof Place>

/** 对客消息: what went out, in which words, by which rules. */
export function OutgoingPage() {
  const { t } = useTranslation('channels')
  const [place, setPlace] = useUrlState(Place)
  return (
    <Page
      title={t('ui:settings.outgoing')}
      extra={
        <Segmented
          value={place.part}
          aria-label={t('outgoing.parts')}
          onChange={(part) => setPlace({ part })}
          options={parts.map((value) => ({ value, label: t(`outgoing.part.${value}`) }))}
        />
      }
    >
      {place.part === 'log' && <LogPart place={place} onPlace={(more) => setPlace({ ...place, cursor: undefined, ...more })} />}
      {place.part === 'templates' && <TemplatesPart />}
      {place.part === 'settings' && <SettingsPart />}
    </Page>
  )
}
