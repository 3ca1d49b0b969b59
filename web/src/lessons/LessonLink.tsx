import { useTranslation } from 'react-i18next'
import { useMay } from '../platform/index.ts'
import { LinkButton } from '../ui/index.ts'

/** 写成经验: from a closed case or a judged action. */
export function LessonLink({ caseId, actionId }: { caseId?: string; actionId?: string }) {
  const { t } = useTranslation('lessons')
  const mayWrite = useMay('cases:note')
  if (!mayWrite) return null
  const address = new URLSearchParams([
    ['new', '1'],
    ...(caseId ? [['forCase', caseId]] : []),
    ...(actionId ? [['forAction', actionId]] : []),
  ])
  return <LinkButton to={`/lessons?${address}`}>{t('writeFrom')}</LinkButton>
}
