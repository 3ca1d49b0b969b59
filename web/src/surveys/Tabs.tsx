import { useTranslation } from 'react-i18next'
import { useMay } from '../platform/index.ts'
import { PageTabs } from '../ui/index.ts'
import './surveys.css'

/** From the call list to what came of it. */
export function FollowUpTabs() {
  const { t } = useTranslation('surveys')
  const mayCall = useMay('cases:followUp')
  const maySee = useMay('surveys:read')
  const places = [
    { name: 'calls', to: '/follow-ups', shown: mayCall },
    { name: 'low', to: '/follow-ups/low-scores', shown: maySee },
    { name: 'satisfaction', to: '/follow-ups/satisfaction', shown: maySee },
    { name: 'findings', to: '/follow-ups/findings', shown: maySee },
    { name: 'plan', to: '/follow-ups/plan', shown: true },
  ].filter(({ shown }) => shown)
  return <PageTabs label={t('tabs.label')} pages={places.map(({ name, to }) => ({ to, words: t(`tabs.${name}`) }))} />
}
