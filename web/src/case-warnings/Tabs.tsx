import { useTranslation } from 'react-i18next'
import { PageTabs } from '../ui/index.ts'

const places = {
  risk: '/warnings/risk',
  quality: '/warnings/risk/quality',
  rules: '/warnings/case-rules',
} as const

/** From the risk list to how good it is and by which rules. */
export function CaseWarningTabs() {
  const { t } = useTranslation('case-warnings')
  const pages = Object.entries(places).map(([name, to]) => ({ to, words: t(`tabs.${name}`) }))
  return <PageTabs label={t('tabs.label')} pages={pages} />
}
