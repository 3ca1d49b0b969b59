import { Badge, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useUrlState } from '../platform/index.ts'
import { EmptyState, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { MailDrawer } from './MailDrawer.tsx'
import { MailTable } from './MailTable.tsx'
import { useMails } from './queries.ts'
import './mails.css'

const shown = ['held', 'failed', 'ignored', 'taken'] as const
const Place = z.object({ show: z.enum(shown).default('held'), id: z.string().optional(), cursor: z.string().optional() })
const statesOf = { held: ['quarantined'], failed: ['failed'], ignored: ['ignored', 'deleted'], taken: ['received', 'processed'] } as const

/** 来信: what is held for somebody to look at, what failed, what nobody wrote, and what was taken. */
export function MailsPage() {
  const { t } = useTranslation('mails')
  const [place, setPlace] = useUrlState(Place)
  const mails = useMails({ state: statesOf[place.show], cursor: place.cursor })
  const rows = mails.data?.rows ?? []
  const waiting = { held: mails.data?.waiting.quarantined ?? 0, failed: mails.data?.waiting.failed ?? 0 }
  return (
    <Page
      title={t('title')}
      extra={
        <Segmented
          value={place.show}
          aria-label={t('show.label')}
          onChange={(show) => setPlace({ show })}
          options={shown.map((value) => ({
            value,
            label: (
              <>
                {t(`show.${value}`)}
                {(value === 'held' || value === 'failed') && waiting[value] > 0 && (
                  <Badge className="mail-waiting" count={waiting[value]} />
                )}
              </>
            ),
          }))}
        />
      }
    >
      <p className="meta">{t(`about.${place.show}`)}</p>
      {mails.isPending && <TableBones />}
      {mails.isError && <ProblemNotice problem={mails.error} onRetry={mails.refetch} />}
      {mails.data && rows.length === 0 && <EmptyState title={t(`empty.${place.show}`)} detail={t('empty.detail')} />}
      {rows.length > 0 && <MailTable rows={rows} onOpen={(id) => setPlace({ ...place, id })} />}
      {mails.data && rows.length > 0 && (
        <Pager
          cursor={place.cursor}
          nextCursor={mails.data.nextCursor}
          total={mails.data.total}
          onChange={(cursor) => setPlace({ show: place.show, cursor })}
        />
      )}
      {place.id && <MailDrawer key={place.id} id={place.id} onClose={() => setPlace({ ...place, id: undefined })} />}
    </Page>
  )
}
