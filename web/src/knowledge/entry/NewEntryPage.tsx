import { KnowledgeKind } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { Page } from '../../ui/index.ts'
import { useKnowledgeActs } from '../queries.ts'
import { CareFields } from './CareFields.tsx'
import { daysFromNow } from './days-from-now.ts'
import { EntryEditor } from './EntryEditor.tsx'
import '../knowledge.css'

const usualReviewDays = 180

/** 新建预案 or 函件模板: becomes a draft. */
export function NewEntryPage() {
  const { t } = useTranslation('knowledge')
  const navigate = useNavigate()
  const kind = KnowledgeKind.safeParse(useSearchParams()[0].get('kind')).data ?? 'plan'
  const { add } = useKnowledgeActs()
  return (
    <Page title={t(`new.${kind}`)} breadcrumbs={[{ label: t('title'), to: kind === 'plan' ? '/knowledge' : `/knowledge?tab=${kind}` }]}>
      <EntryEditor
        kind={kind}
        okText={t('saveDraft')}
        initial={{ reviewOn: daysFromNow(usualReviewDays), warnDays: 30 }}
        onSubmit={async (content, { ownerId, reviewOn, warnDays }) => {
          const made = await add.mutateAsync({
            content,
            ownerId: (ownerId as string | undefined) ?? null,
            reviewOn: String(reviewOn),
            warnDays: Number(warnDays ?? 30),
          })
          void navigate(`/knowledge/${made.id}`)
        }}
        onCancel={() => void navigate(-1)}
      >
        <CareFields />
      </EntryEditor>
    </Page>
  )
}
